using System.Runtime.ExceptionServices;

namespace TacWeb.Tensors.Kernels;

/// <summary>A fixed team of threads for the kernels: one fork and one join a call, a few microseconds each.</summary>
/// <remarks>
/// The caller does part 0. Workers spin for a short while after a call, since products follow each other closely in training, and then sleep.
/// One call runs at a time; a second caller does its parts alone instead of waiting, so nested calls cannot block. Parts never depend on who does them.
/// </remarks>
internal static class ThreadTeam
{
    private static readonly Lock s_gate = new();
    private static Worker[] s_workers = [];
    private static int s_size = Environment.ProcessorCount;

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
        if (threads <= 1 || !s_gate.TryEnter())
        {
            RunAlone(parts, body);
            return;
        }

        try
        {
            RunTogether(parts, threads, body);
        }
        finally
        {
            s_gate.Exit();
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

    private static void RunAlone(int parts, Action<int> body)
    {
        for (int part = 0; part < parts; part++)
        {
            body(part);
        }
    }

    private static void RunTogether(int parts, int threads, Action<int> body)
    {
        while (s_workers.Length < threads - 1)
        {
            s_workers = [.. s_workers, new Worker()];
        }

        Worker[] workers = s_workers;
        for (int i = 0; i < threads - 1; i++)
        {
            workers[i].Start(i + 1, threads, parts, body);
        }

        ExceptionDispatchInfo? failure = null;
        try
        {
            for (int part = 0; part < parts; part += threads)
            {
                body(part);
            }
        }
        catch (Exception exception)
        {
            failure = ExceptionDispatchInfo.Capture(exception);
        }

        for (int i = 0; i < threads - 1; i++)
        {
            failure = workers[i].Wait() is { } other ? failure ?? other : failure;
        }

        failure?.Throw();
    }

    /// <summary>One background thread that waits for work.</summary>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "Workers live as long as the process.")]
    private sealed class Worker
    {
        private const int Spins = 2000;

        private readonly SemaphoreSlim _wake = new(0);
        private Action<int>? _body;
        private int _first;
        private int _step;
        private int _parts;
        private ExceptionDispatchInfo? _failure;
        private volatile int _state;

        public Worker()
        {
            Thread thread = new(Loop) { IsBackground = true, Name = "tensor kernels" };
            thread.Start();
        }

        private enum State
        {
            Idle,
            Sleeping,
            Busy,
            Done,
        }

        public void Start(int first, int step, int parts, Action<int> body)
        {
            (_first, _step, _parts, _body) = (first, step, parts, body);
            if (Interlocked.Exchange(ref _state, (int)State.Busy) == (int)State.Sleeping)
            {
                _wake.Release();
            }
        }

        public ExceptionDispatchInfo? Wait()
        {
            SpinWait spin = default;
            for (int i = 0; _state != (int)State.Done; i++)
            {
                if (i < 20 * Spins)
                {
                    Thread.SpinWait(8);
                }
                else
                {
                    spin.SpinOnce();
                }
            }

            ExceptionDispatchInfo? failure = _failure;
            _failure = null;
            _body = null;
            _state = (int)State.Idle;
            return failure;
        }

        private void Loop()
        {
            while (true)
            {
                AwaitWork();
                try
                {
                    for (int part = _first; part < _parts; part += _step)
                    {
                        _body!(part);
                    }
                }
                catch (Exception exception)
                {
                    _failure = ExceptionDispatchInfo.Capture(exception);
                }

                _state = (int)State.Done;
            }
        }

        private void AwaitWork()
        {
            for (int i = 0; i < Spins; i++)
            {
                if (_state == (int)State.Busy)
                {
                    return;
                }

                Thread.SpinWait(8);
            }

            // The caller may still be reading the result of the last call (Done) when the spinning ends.
            while (_state != (int)State.Busy)
            {
                if (Interlocked.CompareExchange(ref _state, (int)State.Sleeping, (int)State.Idle) == (int)State.Idle)
                {
                    _wake.Wait();
                    return;
                }

                Thread.Yield();
            }
        }
    }
}
