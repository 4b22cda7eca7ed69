using TacWeb.Testing;

namespace TacWeb.Storage.Tests;

public sealed class QueueStoreTests : IDisposable
{
    private static readonly DateTime Now = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
    private readonly TemporaryFolder _folder = new();
    private DataFolder _data;

    public QueueStoreTests() => _data = DataFolder.Open(_folder.Of("data"));

    private QueueStore Queue => _data.Queue;

    public void Dispose()
    {
        _data.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Jobs_are_taken_in_order_and_only_of_the_asked_kinds()
    {
        int first = Queue.Add("run", "one", "{}", Now), other = Queue.Add("check", "two", "{}", Now), second = Queue.Add("run", "three", "{}", Now);
        Assert.Equal(first, Queue.Take(["run"], Now)!.Id);
        Assert.Equal(second, Queue.Take(["run"], Now)!.Id);
        Assert.Null(Queue.Take(["run"], Now));
        Assert.Equal(other, Queue.Take(["check", "run"], Now)!.Id);
        Assert.Equal([first, other, second], Queue.Open().Select(job => job.Id));
        Assert.Equal([second, other, first], Queue.List().Select(job => job.Id));
    }

    [Fact]
    public void A_job_is_kept_with_all_it_is_over_a_restart()
    {
        int id = Queue.Add("run", "a title", """{"k":3}""", Now);
        Queue.Take(["run"], Now.AddSeconds(1));
        Queue.Log(id, Now.AddSeconds(2), "begun");
        Queue.End(id, JobState.Done, Now.AddSeconds(3), result: """{"runs":[1]}""");
        Reopen();
        Assert.Equal(new QueuedJob(id, "run", "a title", """{"k":3}""", JobState.Done, 1, Now, Now.AddSeconds(1), Now.AddSeconds(3), null, """{"runs":[1]}"""), Queue.Find(id));
        Assert.Equal([new JobLogLine(Now.AddSeconds(2), "begun")], Queue.LogOf(id));
        Assert.Null(Queue.Find(99));
    }

    [Fact]
    public void What_a_dead_process_left_running_waits_again_and_says_so()
    {
        int id = Queue.Add("run", "one", "{}", Now);
        Queue.Take(["run"], Now);
        Reopen();
        Queue.Recover(Now, mostAttempts: 3);
        Assert.Equal(JobState.Queued, Queue.Find(id)!.State);
        Assert.Contains("stopped meanwhile", Assert.Single(Queue.LogOf(id)).Text, StringComparison.Ordinal);
        Assert.Equal(2, Queue.Take(["run"], Now)!.Attempts);
    }

    [Fact]
    public void A_job_that_ends_the_process_again_and_again_is_given_up()
    {
        int id = Queue.Add("run", "one", "{}", Now);
        for (int i = 0; i < 3; i++)
        {
            Queue.Take(["run"], Now);
            Queue.Recover(Now, mostAttempts: 3);
        }

        Assert.Equal(JobState.Failed, Queue.Find(id)!.State);
        Assert.Contains("3 times", Queue.Find(id)!.Message, StringComparison.Ordinal);
        Assert.True(Queue.Retry(id));
        Assert.Equal(1, Queue.Take(["run"], Now)!.Attempts);
    }

    [Fact]
    public void Only_what_waits_is_cancelled_and_only_what_ended_badly_is_tried_again()
    {
        int waiting = Queue.Add("run", "one", "{}", Now), running = Queue.Add("check", "two", "{}", Now);
        Queue.Take(["check"], Now);
        Assert.True(Queue.CancelWaiting(waiting, Now));
        Assert.False(Queue.CancelWaiting(waiting, Now));
        Assert.False(Queue.CancelWaiting(running, Now));
        Assert.False(Queue.Retry(running));
        Queue.End(running, JobState.Done, Now);
        Assert.False(Queue.Retry(running));
        Assert.True(Queue.Retry(waiting));
        Assert.False(Queue.Retry(77));
    }

    private void Reopen()
    {
        _data.Dispose();
        _data = DataFolder.Open(_folder.Of("data"));
    }
}
