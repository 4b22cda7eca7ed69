using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace TacWeb.Encoders;

/// <summary>Runs heavy work on several threads at once and hands the results out in input order, with a bounded number under way.</summary>
internal static class OrderedWork
{
    /// <summary>Applies <paramref name="work"/> to every item.</summary>
    /// <param name="items">Read as fast as results are taken: at most 3 × <paramref name="workers"/> items are ahead of the consumer.</param>
    /// <param name="work">Runs on a thread of its own; its token ends with the enumeration.</param>
    /// <param name="workers">Most items worked on at once.</param>
    /// <param name="cancellationToken">Stops reading and work.</param>
    public static async IAsyncEnumerable<TResult> SelectAsync<TItem, TResult>(
        IAsyncEnumerable<TItem> items,
        Func<TItem, CancellationToken, TResult> work,
        int workers,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var started = Channel.CreateBounded<Task<TResult>>(2 * workers);
        var starting = StartAsync(items, work, workers, started.Writer, stop.Token);
        try
        {
            await foreach (var task in started.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return await task.ConfigureAwait(false);
            }

            await starting.ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await DrainAsync(starting, started.Reader).ConfigureAwait(false);
        }
    }

    private static async Task StartAsync<TItem, TResult>(
        IAsyncEnumerable<TItem> items,
        Func<TItem, CancellationToken, TResult> work,
        int workers,
        ChannelWriter<Task<TResult>> started,
        CancellationToken stop)
    {
        using var free = new SemaphoreSlim(workers);
        var tasks = new List<Task>();
        try
        {
            await foreach (var item in items.WithCancellation(stop).ConfigureAwait(false))
            {
                await free.WaitAsync(stop).ConfigureAwait(false);
                var task = Task.Factory.StartNew(() => Run(item), stop, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
                tasks.RemoveAll(done => done.IsCompleted);
                tasks.Add(task);
                await started.WriteAsync(task, stop).ConfigureAwait(false);
            }
        }
        finally
        {
            started.TryComplete();
            await Task.WhenAll(tasks).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).ConfigureAwait(false);
        }

        TResult Run(TItem item)
        {
            try
            {
                return work(item, stop);
            }
            finally
            {
                free.Release();
            }
        }
    }

    /// <summary>Waits until nothing runs any more; what is dropped here was reported before, or follows from stopping.</summary>
    private static async Task DrainAsync<TResult>(Task starting, ChannelReader<Task<TResult>> started)
    {
        await starting.ContinueWith(task => task.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).ConfigureAwait(false);
        while (started.TryRead(out var task))
        {
            await task.ContinueWith(dropped => dropped.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).ConfigureAwait(false);
        }
    }
}
