using System.Collections.Concurrent;
using TacWeb.Core;
using TacWeb.Core.Jobs;
using TacWeb.Storage;

namespace TacWeb.Pipeline.Jobs;

/// <summary>Takes jobs from the durable queue, one at a time in each lane, until it is disposed. What it was doing then goes on at the next start. Safe for many threads.</summary>
public sealed class JobRunner : IAsyncDisposable
{
    /// <summary>A job that ended the process this often is not begun again by itself.</summary>
    private const int MostAttempts = 3;

    private readonly QueueStore _queue;
    private readonly JobBoard _board;
    private readonly TimeProvider _time;
    private readonly IReadOnlyList<IJobKind> _kinds;
    private readonly Action<QueuedJob, Exception> _bug;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<int, CancellationTokenSource> _running = new();
    private readonly Dictionary<JobLane, SemaphoreSlim> _work = Enum.GetValues<JobLane>().ToDictionary(lane => lane, _ => new SemaphoreSlim(0));
    private Task _lanes = Task.CompletedTask;

    /// <summary>Makes a runner that does not run yet.</summary>
    /// <param name="queue">The durable queue.</param>
    /// <param name="board">Told of everything.</param>
    /// <param name="time">The clock.</param>
    /// <param name="kinds">The work it knows.</param>
    /// <param name="bug">Told of errors that are the program's own, whole.</param>
    public JobRunner(QueueStore queue, JobBoard board, TimeProvider time, IReadOnlyList<IJobKind> kinds, Action<QueuedJob, Exception> bug)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        (_queue, _board, _time, _kinds, _bug) = (queue, board, time, kinds, bug);
    }

    private DateTime Now => _time.GetUtcNow().UtcDateTime;

    /// <summary>Queues again what a dead process left running, and begins.</summary>
    public void Start()
    {
        _queue.Recover(Now, MostAttempts);
        _lanes = Task.WhenAll(_work.Keys.Select(lane => Task.Run(() => LaneAsync(lane))));
    }

    /// <summary>Queues a job.</summary>
    /// <param name="kind">Key of a known kind.</param>
    /// <param name="title">One line for people.</param>
    /// <param name="request">JSON of the kind.</param>
    /// <param name="owner">Who asks; null: the program.</param>
    /// <returns>Its id.</returns>
    public int Enqueue(string kind, string title, string request, int? owner = null)
    {
        int id = _queue.Add(kind, title, request, Now, owner);
        Wake(kind);
        return id;
    }

    /// <summary>Stops a job that waits or runs.</summary>
    /// <returns>Whether there was one to stop.</returns>
    public bool Cancel(int id)
    {
        bool cancelled = _queue.CancelWaiting(id, Now);
        if (!cancelled && _running.TryGetValue(id, out CancellationTokenSource? running))
        {
            running.Cancel();
            cancelled = true;
        }

        _board.Changed();
        return cancelled;
    }

    /// <summary>Queues a failed or cancelled job again; its finished steps are kept.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Retry(int id)
    {
        bool queued = _queue.Retry(id);
        if (queued)
        {
            Wake(_queue.Find(id)!.Kind);
        }

        return queued;
    }

    /// <summary>Asks the running jobs to stop; they wait for the next start. Disposing waits until they have.</summary>
    public void Stop()
    {
        try
        {
            _stopping.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // disposed, so stopped
        }
    }

    /// <summary>Stops the running jobs, which wait for the next start, and ends the lanes.</summary>
    public async ValueTask DisposeAsync()
    {
        Stop();
        await _lanes.ConfigureAwait(false);
        _stopping.Dispose();
        foreach (SemaphoreSlim work in _work.Values)
        {
            work.Dispose();
        }
    }

    private void Wake(string kind)
    {
        IJobKind known = _kinds.FirstOrDefault(known => known.Key == kind) ?? throw new ArgumentException($"There is no kind of job '{kind}'.", nameof(kind));
        _work[known.Lane].Release();
        _board.Changed();
    }

    private async Task LaneAsync(JobLane lane)
    {
        string[] kinds = [.. _kinds.Where(kind => kind.Lane == lane).Select(kind => kind.Key)];
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                if (_queue.Take(kinds, Now) is { } job)
                {
                    await RunAsync(job).ConfigureAwait(false);
                    continue;
                }

                await _work[lane].WaitAsync(_stopping.Token).ConfigureAwait(false);
            }
            catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException && _stopping.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task RunAsync(QueuedJob job)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        _running[job.Id] = stop;
        _board.Begin(job.Id);
        _board.Changed();
        try
        {
            JobContext context = new(new Sink(this, job.Id), plan => _board.Plan(job.Id, plan), text => _queue.Log(job.Id, Now, text));
            string result = await _kinds.First(kind => kind.Key == job.Kind).RunAsync(job, context, stop.Token).ConfigureAwait(false);
            _queue.End(job.Id, JobState.Done, Now, result: result);
        }
#pragma warning disable CA1031 // whatever a job meets while the server goes down around it is no fault of its own
        catch (Exception) when (_stopping.IsCancellationRequested)
#pragma warning restore CA1031
        {
            // stays "running" in the queue: the next start goes on with it
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            _queue.End(job.Id, JobState.Cancelled, Now);
        }
#pragma warning disable CA1031 // a job ends here, whatever happened to it
        catch (Exception error)
#pragma warning restore CA1031
        {
            Fail(job, error);
        }
        finally
        {
            _running.TryRemove(job.Id, out _);
            _board.End(job.Id);
        }
    }

    private void Fail(QueuedJob job, Exception error)
    {
        string message = error switch
        {
            TacWebException or IOException or UnauthorizedAccessException => error.Message,
            ArgumentException argument => argument.Message.Replace($" (Parameter '{argument.ParamName}')", "", StringComparison.Ordinal),
            OutOfMemoryException => "There is not enough memory for this dataset.",
            _ => $"This is an error in TacWeb ({error.GetType().Name}); the server's log has the whole of it.",
        };
        if (error is not TacWebException)
        {
            _bug(job, error);
        }

        _queue.Log(job.Id, Now, message);
        _queue.End(job.Id, JobState.Failed, Now, message);
    }

    private void Report(int job, JobProgress progress)
    {
        if (_board.Report(job, progress))
        {
            _queue.Log(job, Now, progress.Detail is { } detail ? $"{progress.Step}: {detail}" : progress.Step);
        }
    }

    private sealed class Sink(JobRunner runner, int job) : IProgress<JobProgress>
    {
        public void Report(JobProgress value) => runner.Report(job, value);
    }
}
