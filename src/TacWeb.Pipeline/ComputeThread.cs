using System.Collections.Concurrent;

namespace TacWeb.Pipeline;

/// <summary>The one thread on which methods are fitted: one at a time, in the order asked for.</summary>
public sealed class ComputeThread : IAsyncDisposable
{
    private readonly BlockingCollection<Action> _work = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Starts the thread.</summary>
    public ComputeThread() => new Thread(Loop) { IsBackground = true, Name = "compute" }.Start();

    /// <summary>Runs work on the thread.</summary>
    /// <typeparam name="T">What the work returns.</typeparam>
    /// <exception cref="ObjectDisposedException">The thread has ended.</exception>
    public Task<T> RunAsync<T>(Func<T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        ObjectDisposedException.ThrowIf(_work.IsAddingCompleted, this);
        TaskCompletionSource<T> result = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() => Complete(work, result));
        return result.Task;
    }

    /// <summary>Waits for the work that was asked for and ends the thread.</summary>
    public async ValueTask DisposeAsync()
    {
        _work.CompleteAdding();
        await _ended.Task.ConfigureAwait(false);
    }

    private static void Complete<T>(Func<T> work, TaskCompletionSource<T> result)
    {
        try
        {
            result.SetResult(work());
        }
        catch (OperationCanceledException e)
        {
            result.SetCanceled(e.CancellationToken);
        }
#pragma warning disable CA1031 // the error belongs to whoever asked for the work
        catch (Exception e)
#pragma warning restore CA1031
        {
            result.SetException(e);
        }
    }

    private void Loop()
    {
        foreach (Action work in _work.GetConsumingEnumerable())
        {
            work();
        }

        _ended.SetResult();
    }
}
