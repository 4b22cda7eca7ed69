using System.Collections.Concurrent;
using TacWeb.Core.Jobs;

namespace TacWeb.Pipeline.Jobs;

/// <summary>Tells open pages about jobs: at most four times a second, however much happens. Safe for many threads; it lives as long as the server.</summary>
public sealed class JobBoard : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly ConcurrentDictionary<int, JobClock> _clocks = new();
    private readonly ConcurrentDictionary<long, Func<Task>> _listeners = new();
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private long _listener;
    private bool _waiting;
    private long _told;

    /// <summary>An empty board.</summary>
    /// <param name="time">The clock.</param>
    public JobBoard(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        _timer = time.CreateTimer(_ => Tell(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Calls back after something changed: a job was queued, moved on, or ended.</summary>
    /// <param name="changed">Runs on a thread of the pool; its errors are its own.</param>
    /// <returns>Ends the subscription when disposed.</returns>
    public IDisposable Subscribe(Func<Task> changed)
    {
        ArgumentNullException.ThrowIfNull(changed);
        long id = Interlocked.Increment(ref _listener);
        _listeners[id] = changed;
        return new Subscription(() => _listeners.TryRemove(id, out _));
    }

    /// <summary>How far a running job is; null for one that does not run.</summary>
    public JobStatus? Status(int job) => _clocks.TryGetValue(job, out JobClock? clock) ? clock.Status() : null;

    /// <summary>Says that the queue changed.</summary>
    public void Changed()
    {
        lock (_lock)
        {
            if (_waiting)
            {
                return;
            }

            _waiting = true;
            TimeSpan since = _time.GetElapsedTime(_told);
            _timer.Change(_told == 0 || since >= Pause ? TimeSpan.Zero : Pause - since, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Ends the timer.</summary>
    public void Dispose() => _timer.Dispose();

    internal void Begin(int job) => _clocks[job] = new JobClock(_time);

    internal void Plan(int job, IReadOnlyList<StageEstimate> plan)
    {
        if (_clocks.TryGetValue(job, out JobClock? clock))
        {
            clock.Plan(plan);
        }
    }

    /// <returns>Whether a new stage began.</returns>
    internal bool Report(int job, JobProgress progress)
    {
        bool begins = _clocks.TryGetValue(job, out JobClock? clock) && clock.Report(progress);
        Changed();
        return begins;
    }

    internal void End(int job)
    {
        _clocks.TryRemove(job, out _);
        Changed();
    }

    private void Tell()
    {
        lock (_lock)
        {
            (_waiting, _told) = (false, _time.GetTimestamp());
        }

        foreach (Func<Task> listener in _listeners.Values)
        {
            _ = Task.Run(listener);
        }
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
