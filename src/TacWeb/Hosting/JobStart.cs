using TacWeb.Cli;
using TacWeb.Core;
using TacWeb.Core.Concepts;
using TacWeb.Pipeline.Jobs;
using TacWeb.Storage;

namespace TacWeb.Hosting;

/// <summary>Starts the queue with the server, and has the nouns of the default vocabulary encoded in the background where they are not kept yet.</summary>
internal sealed class JobStart(JobRunner runner, QueueStore queue, PrepareNouns nouns, bool prepare, ILogger<JobRunner> logger) : IHostedService
{
    private readonly Lock _lock = new();
    private bool _stopped;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        runner.Start();
        if (prepare)
        {
            _ = Task.Run(Prepare, CancellationToken.None);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _stopped = true;
        }

        runner.Stop();
        return Task.CompletedTask;
    }

    private void Prepare()
    {
        NounsRequest request = new(EncoderChoice.Default, Vocabulary.WordNetKey);
        try
        {
            string text = JobJson.Write(request);
            if (nouns.IsReady(request))
            {
                return;
            }

            lock (_lock)
            {
                if (!_stopped && !queue.Open().Any(job => job.Kind == nouns.Key && job.Request == text))
                {
                    runner.Enqueue(nouns.Key, "Noun vectors of WordNet, once for the encoder mini", text);
                }
            }
        }
        catch (ObjectDisposedException)
        {
            // the server stopped while WordNet was read; the next start looks again
        }
        catch (TacWebException error)
        {
            JobLog.NotPrepared(logger, error.Message);
        }
    }
}
