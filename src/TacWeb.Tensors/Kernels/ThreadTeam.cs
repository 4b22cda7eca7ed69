using System.Runtime.ExceptionServices;

namespace TacWeb.Tensors.Kernels;

/// <summary>A fixed team of threads for the kernels: one fork and one join a call, a few microseconds each.</summary>
/// <remarks>
/// Caller and workers take parts until none is left, so a worker that the system holds up delays nothing but the part it is on. Parts never depend on who
/// does them: results repeat. Workers spin for a short while after a call, since products follow each other closely in training, and then sleep.
/// One call is shared at a time; a second caller, or a call from within a part, does its parts alone instead of waiting.
/// </remarks>
internal static class ThreadTeam
{
    private const int Spins = 1500;

    private static readonly Lock s_gate = new();
    private static readonly SemaphoreSlim s_wake = new(0);
    private static int s_size = Environment.ProcessorCount;
    private static int s_workers;
    private static int s_sleepers;
    private static volatile Job? s_job;

    /// <summary>The number of threads, the caller included.</summary>
    public static int Size
    {
        get => s_size;
        set => s_size = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "At least one thread is needed.");
    }

    /// <summary>Calls the body once for each part 0 … parts − 1, on as many threads as the team has.</summary>
    public static void Run(int parts, Action<int> body)
    {
        int threads = Math.Min(parts, s_size);
        if (threads > 1 && !s_gate.IsHeldByCurrentThread && s_gate.TryEnter())
        {
            try
            {
                Share(new Job(parts, threads - 1, body));
                return;
            }
            finally
            {
                s_gate.Exit();
            }
        }

        for (int part = 0; part < parts; part++)
        {
            body(part);
        }
    }

    /// <summary>Splits 0 … count into one run of neighbours for each thread, unless it is too small to share.</summary>
    /// <param name="count">How many items.</param>
    /// <param name="grain">The least number of items worth a thread.</param>
    /// <param name="body">Gets the first item and the one after the last.</param>
    public static void For(long count, long grain, Action<long, long> body)
    {
        int parts = (int)Math.Clamp(count / Math.Max(grain, 1), 1, s_size);
        if (parts == 1)
        {
            body(0, count);
            return;
        }

        Run(parts, part => body(count * part / parts, count * (part + 1) / parts));
    }

    private static void Share(Job job)
    {
        for (; s_workers < job.Helpers; s_workers++)
        {
            new Thread(Work) { IsBackground = true, Name = "tensor kernels" }.Start();
        }

        s_job = job;
        Interlocked.MemoryBarrier();
        int sleepers = Volatile.Read(ref s_sleepers);
        if (sleepers > 0)
        {
            s_wake.Release(Math.Min(sleepers, job.Helpers));
        }

        job.Take();
        job.Finish();
    }

    private static void Work()
    {
        Job? last = null;
        while (true)
        {
            last = Next(last);
            last.Help();
        }
    }

    private static Job Next(Job? last)
    {
        while (true)
        {
            for (int i = 0; i < Spins; i++)
            {
                if (s_job is { } job && job != last)
                {
                    return job;
                }

                Thread.SpinWait(10);
            }

            // Announce the sleep before looking once more: the caller publishes before it counts the sleepers.
            Interlocked.Increment(ref s_sleepers);
            if (s_job is null || s_job == last)
            {
                s_wake.Wait();
            }

            Interlocked.Decrement(ref s_sleepers);
        }
    }

    /// <summary>One call: the parts that are left, and those that are done.</summary>
    private sealed class Job(int parts, int helpers, Action<int> body)
    {
        private Action<int>? _body = body;
        private int _joined;
        private int _taken;
        private int _done;
        private ExceptionDispatchInfo? _failure;

        public int Helpers => helpers;

        public void Help()
        {
            if (Interlocked.Increment(ref _joined) <= helpers)
            {
                Take();
            }
        }

        public void Take()
        {
            for (int part = Interlocked.Increment(ref _taken) - 1; part < parts; part = Interlocked.Increment(ref _taken) - 1)
            {
                try
                {
                    _body!(part);
                }
                catch (Exception exception)
                {
                    _failure ??= ExceptionDispatchInfo.Capture(exception);
                }

                Interlocked.Increment(ref _done);
            }
        }

        /// <summary>Waits for the parts that others are on; spins, since they are short, but lets them have the processor.</summary>
        public void Finish()
        {
            SpinWait wait = default;
            for (int i = 0; Volatile.Read(ref _done) < parts; i++)
            {
                if (i < Spins)
                {
                    Thread.SpinWait(4);
                }
                else
                {
                    wait.SpinOnce(sleep1Threshold: -1);
                }
            }

            _body = null;
            _failure?.Throw();
        }
    }
}
