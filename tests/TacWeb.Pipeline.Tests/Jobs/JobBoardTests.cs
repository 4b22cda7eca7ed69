using TacWeb.Pipeline.Jobs;

namespace TacWeb.Pipeline.Tests.Jobs;

public sealed class JobBoardTests
{
    [Fact]
    public async Task Listeners_are_told_at_once_and_then_at_most_four_times_a_second()
    {
        ManualTime time = new();
        using JobBoard board = new(time);
        int told = 0;
        using SemaphoreSlim heard = new(0);
        IDisposable listening = board.Subscribe(() =>
        {
            Interlocked.Increment(ref told);
            heard.Release();
            return Task.CompletedTask;
        });
        board.Changed();
        time.Pass(0);
        Assert.True(await heard.WaitAsync(TimeSpan.FromSeconds(10)));
        for (int i = 0; i < 50; i++)
        {
            board.Changed();
            time.Pass(0.001);
        }

        Assert.Equal(1, Volatile.Read(ref told));
        time.Pass(0.25);
        Assert.True(await heard.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.Equal(2, Volatile.Read(ref told));
        listening.Dispose();
        time.Pass(1);
        board.Changed();
        time.Pass(1);
        Assert.Equal(2, Volatile.Read(ref told));
    }
}
