using TacWeb.Cli;
using TacWeb.Core;
using TacWeb.Core.Concepts;
using TacWeb.Pipeline.Jobs;
using TacWeb.Storage;

namespace TacWeb.Hosting;

/// <summary>Starts the queue with the server, and has the nouns of the default vocabulary encoded in the background where they are not kept yet.</summary>
internal sealed class JobStart(JobRunner runner, QueueStore queue, PrepareNouns nouns, bool prepare, ILogger<JobRunner> logger) : IHostedService
{
    private Task _preparing = Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        runner.Start();
        if (prepare)
        {
            _preparing = Task.Run(Prepare, cancellationToken);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _preparing.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await runner.DisposeAsync().ConfigureAwait(false);
    }

    private void Prepare()
    {
        NounsRequest request = new(EncoderChoice.Default, Vocabulary.WordNetKey);
        try
        {
            string text = JobJson.Write(request);
            if (!nouns.IsReady(request) && !queue.Open().Any(job => job.Kind == nouns.Key && job.Request == text))
            {
                runner.Enqueue(nouns.Key, "Noun vectors of WordNet, once for the encoder mini", text);
            }
        }
        catch (TacWebException error)
        {
            JobLog.NotPrepared(logger, error.Message);
        }
    }
}
