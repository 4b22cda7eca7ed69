using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace TacWeb.Encoders;

/// <summary>Runs heavy work on several threads at once and hands the results out in input order, with a bounded number under way.</summary>
internal static class OrderedWork
{
    /// <summary>Applies <paramref name="work"/> to every item.</summary>
    /// <param name="items">Read as fast as results are taken: at most 4 × <paramref name="workers"/> items are ahead of the consumer.</param>
    /// <param name="work">Runs on one of the threads; its token ends with the enumeration.</param>
    /// <param name="workers">Threads; they live as long as the enumeration.</param>
    /// <param name="cancellationToken">Stops reading and work.</param>
    public static async IAsyncEnumerable<TResult> SelectAsync<TItem, TResult>(
        IAsyncEnumerable<TItem> items,
        Func<TItem, CancellationToken, TResult> work,
        int workers,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var jobs = Channel.CreateBounded<Job<TItem, TResult>>(workers);
        var results = Channel.CreateBounded<Task<TResult>>(2 * workers);
        Task[] threads = [.. Enumerable.Range(0, workers).Select(_ => Task.Factory.StartNew(
            () => Work(jobs.Reader, work, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        var feeding = FeedAsync(items, jobs.Writer, results.Writer, stop.Token);
        try
        {
            await foreach (var result in results.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return await result.ConfigureAwait(false);
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll([feeding, .. threads]).ConfigureAwait(false);
        }
    }

    /// <summary>Passes items on; a fault of the source reaches the consumer after the results before it.</summary>
    private static async Task FeedAsync<TItem, TResult>(IAsyncEnumerable<TItem> items, ChannelWriter<Job<TItem, TResult>> jobs, ChannelWriter<Task<TResult>> results, CancellationToken stop)
    {
        try
        {
            await foreach (var item in items.WithCancellation(stop).ConfigureAwait(false))
            {
                var job = new Job<TItem, TResult>(item);
                await results.WriteAsync(job.Result, stop).ConfigureAwait(false);
                await jobs.WriteAsync(job, stop).ConfigureAwait(false);
            }

            results.Complete();
        }
        catch (Exception error)
        {
            results.Complete(error); // the consumer throws it
        }

        jobs.Complete();
    }

    private static void Work<TItem, TResult>(ChannelReader<Job<TItem, TResult>> jobs, Func<TItem, CancellationToken, TResult> work, CancellationToken stop)
    {
        // A thread of its own may wait; awaiting would move the work to the pool.
        while (jobs.WaitToReadAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult())
        {
            while (jobs.TryRead(out var job))
            {
                job.Run(work, stop);
            }
        }
    }

    private sealed class Job<TItem, TResult>(TItem item)
    {
        private readonly TaskCompletionSource<TResult> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<TResult> Result => done.Task;

        public void Run(Func<TItem, CancellationToken, TResult> work, CancellationToken stop)
        {
            if (stop.IsCancellationRequested)
            {
                done.SetCanceled(stop);
                return;
            }

            try
            {
                done.SetResult(work(item, stop));
            }
            catch (OperationCanceledException)
            {
                done.SetCanceled(stop);
            }
            catch (Exception error)
            {
                done.SetException(error); // the consumer throws it
                _ = done.Task.Exception;
            }
        }
    }
}
