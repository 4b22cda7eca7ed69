namespace TacWeb.Pipeline.Tests;

public sealed class ComputeThreadTests
{
    [Fact]
    public async Task Work_runs_on_one_thread_in_the_order_asked_for()
    {
        await using ComputeThread compute = new();
        List<int> order = [];
        int[] threads = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => compute.RunAsync(() =>
        {
            order.Add(i);
            return Environment.CurrentManagedThreadId;
        })));
        Assert.Single(threads.Distinct());
        Assert.Equal(Enumerable.Range(0, 50), order);
    }

    [Fact]
    public async Task Errors_and_cancellation_reach_whoever_asked_and_the_thread_lives_on()
    {
        await using ComputeThread compute = new();
        await Assert.ThrowsAsync<InvalidOperationException>(() => compute.RunAsync<int>(() => throw new InvalidOperationException()));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => compute.RunAsync<int>(() => throw new OperationCanceledException()));
        Assert.Equal(7, await compute.RunAsync(() => 7));
    }

    [Fact]
    public async Task The_end_waits_for_work_that_was_asked_for()
    {
        ComputeThread compute = new();
        using ManualResetEventSlim gate = new();
        Task<bool> work = compute.RunAsync(() => gate.Wait(TimeSpan.FromSeconds(30)));
        ValueTask end = compute.DisposeAsync();
        Assert.False(work.IsCompleted);
        gate.Set();
        await end;
        Assert.True(await work);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => compute.RunAsync(() => 1));
    }
}
