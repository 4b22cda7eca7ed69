using TacWeb.Core;
using TacWeb.Core.Jobs;
using TacWeb.Pipeline.Jobs;
using TacWeb.Storage;
using TacWeb.Testing;

namespace TacWeb.Pipeline.Tests.Jobs;

public sealed class JobRunnerTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly TemporaryFolder _folder = new();
    private readonly DataFolder _data;
    private readonly JobBoard _board = new(TimeProvider.System);
    private readonly List<Exception> _bugs = [];
    private readonly MadeKind _files = new("check", JobLane.Files), _compute = new("run", JobLane.Compute);
    private JobRunner _runner;

    public JobRunnerTests()
    {
        _data = DataFolder.Open(_folder.Of("data"));
        _runner = Runner();
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _runner.DisposeAsync();
        _board.Dispose();
        _data.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Jobs_of_a_lane_run_one_after_the_other_and_lanes_beside_each_other()
    {
        TaskCompletionSource hold = new();
        _compute.Work = async (job, _, _) =>
        {
            await hold.Task;
            return job.Request;
        };
        int first = _runner.Enqueue("run", "a", "1"), second = _runner.Enqueue("run", "b", "2"), look = _runner.Enqueue("check", "c", "3");
        _runner.Start();
        await UntilAsync(() => Job(look).State == JobState.Done && Job(first).State == JobState.Running);
        Assert.Equal(JobState.Queued, Job(second).State);
        hold.SetResult();
        await UntilAsync(() => Job(second).State == JobState.Done);
        Assert.Equal(["1", "2"], _compute.Ran);
        Assert.Equal("1", Job(first).Result);
    }

    [Fact]
    public async Task A_job_is_cancelled_while_it_waits_and_while_it_runs_and_can_be_tried_again()
    {
        _compute.Work = async (_, _, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return "";
        };
        int running = _runner.Enqueue("run", "a", "1"), waiting = _runner.Enqueue("run", "b", "2");
        _runner.Start();
        await UntilAsync(() => Job(running).State == JobState.Running);
        Assert.True(_runner.Cancel(waiting));
        Assert.True(_runner.Cancel(running));
        await UntilAsync(() => Job(running).State == JobState.Cancelled);
        Assert.Equal(JobState.Cancelled, Job(waiting).State);
        Assert.False(_runner.Cancel(waiting));
        _compute.Work = (_, _, _) => Task.FromResult("done now");
        Assert.True(_runner.Retry(waiting));
        await UntilAsync(() => Job(waiting).State == JobState.Done);
        Assert.False(_runner.Retry(99));
    }

    [Fact]
    public async Task Stopping_the_server_leaves_the_job_and_the_next_start_goes_on()
    {
        TaskCompletionSource begun = new();
        _compute.Work = async (_, _, token) =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, token);
            return "";
        };
        int job = _runner.Enqueue("run", "a", "1");
        _runner.Start();
        await begun.Task.WaitAsync(Patience);
        await _runner.DisposeAsync();
        _runner.Stop(); // a second stop is none
        Assert.Equal(JobState.Running, Job(job).State);
        _compute.Work = (_, _, _) => Task.FromResult("second time");
        _runner = Runner();
        _runner.Start();
        await UntilAsync(() => Job(job).State == JobState.Done);
        Assert.Equal(2, Job(job).Attempts);
    }

    [Fact]
    public async Task Whatever_breaks_while_the_server_stops_is_no_fault_of_the_job()
    {
        TaskCompletionSource begun = new();
        _compute.Work = async (_, _, token) =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, token).ContinueWith(_ => { }, TaskScheduler.Default);
            throw new ObjectDisposedException("the container");
        };
        int job = _runner.Enqueue("run", "a", "1");
        _runner.Start();
        await begun.Task.WaitAsync(Patience);
        await _runner.DisposeAsync();
        Assert.Equal(JobState.Running, Job(job).State);
        Assert.Empty(_bugs);
    }

    [Theory]
    [InlineData(true, "There are only 3 images.")]
    [InlineData(false, "This is an error in TacWeb (InvalidOperationException); the server's log has the whole of it.")]
    public async Task A_failure_is_one_sentence_and_only_our_own_errors_go_to_the_log(bool users, string message)
    {
        _compute.Work = (_, _, _) => users ? throw new TacWebException("There are only 3 images.") : throw new InvalidOperationException("secret path");
        int job = _runner.Enqueue("run", "a", "1");
        _runner.Start();
        await UntilAsync(() => Job(job).State == JobState.Failed);
        Assert.Equal(message, Job(job).Message);
        Assert.Contains(_data.Queue.LogOf(job), line => line.Text == message);
        Assert.Equal(users ? 0 : 1, _bugs.Count);
    }

    [Fact]
    public async Task Each_new_stage_is_a_line_of_the_log_and_progress_reaches_the_board()
    {
        TaskCompletionSource hold = new(), reported = new();
        _compute.Work = async (_, context, _) =>
        {
            context.Plan([new("embed", 1), new("train", 3)]);
            context.Progress.Report(new JobProgress("embed", 0.1, "440 images"));
            context.Progress.Report(new JobProgress("embed", 0.7));
            context.Progress.Report(new JobProgress("train", 0.5));
            context.Log("a warning");
            reported.SetResult();
            await hold.Task;
            return "";
        };
        int job = _runner.Enqueue("run", "a", "1");
        using IDisposable told = _board.Subscribe(() => Task.CompletedTask);
        _runner.Start();
        await reported.Task.WaitAsync(Patience);
        Assert.Equal(0.625, _board.Status(job)!.Fraction, 1e-9);
        hold.SetResult();
        await UntilAsync(() => Job(job).State == JobState.Done);
        await UntilAsync(() => _board.Status(job) is null);
        Assert.Equal(["embed: 440 images", "train", "a warning"], _data.Queue.LogOf(job).Select(line => line.Text));
    }

    [Fact]
    public void An_unknown_kind_is_a_callers_mistake() => Assert.Throws<ArgumentException>(() => _runner.Enqueue("nonsense", "a", "1"));

    private JobRunner Runner() => new(_data.Queue, _board, TimeProvider.System, [_files, _compute], (_, error) => _bugs.Add(error));

    private QueuedJob Job(int id) => _data.Queue.Find(id)!;

    // Told by the board of every change; looks again at each.
    private async Task UntilAsync(Func<bool> reached)
    {
        using SemaphoreSlim changed = new(0);
        using IDisposable told = _board.Subscribe(() =>
        {
            changed.Release();
            return Task.CompletedTask;
        });
        using CancellationTokenSource late = new(Patience);
        while (!reached())
        {
            await changed.WaitAsync(TimeSpan.FromMilliseconds(200), late.Token);
        }
    }

    private sealed class MadeKind(string key, JobLane lane) : IJobKind
    {
        public string Key => key;

        public JobLane Lane => lane;

        public List<string> Ran { get; } = [];

        public Func<QueuedJob, JobContext, CancellationToken, Task<string>> Work { get; set; } = (_, _, _) => Task.FromResult("{}");

        public Task<string> RunAsync(QueuedJob job, JobContext context, CancellationToken cancellationToken)
        {
            Ran.Add(job.Request);
            return Task.Run(() => Work(job, context, cancellationToken), CancellationToken.None);
        }
    }
}
