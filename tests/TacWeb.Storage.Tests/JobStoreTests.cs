using TacWeb.Testing;

namespace TacWeb.Storage.Tests;

public sealed class JobStoreTests : IDisposable
{
    private static readonly DateTime Now = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
    private readonly TemporaryFolder _folder = new();
    private DataFolder _data;

    public JobStoreTests() => _data = DataFolder.Open(_folder.Of("data"));

    public void Dispose()
    {
        _data.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void An_unfinished_job_is_found_again_with_its_steps_and_a_finished_one_is_not()
    {
        int job = Begin("j");
        Finish(job, "k1");
        Restart();
        Assert.Equal(job, Begin("j"));
        Assert.Equal("times", _data.Jobs.Finished(job, "step", "k1"));
        Assert.Null(_data.Jobs.Finished(job, "step", "k2"));
        _data.Jobs.End(job, Now);
        Assert.NotEqual(job, Begin("j"));
    }

    [Fact]
    public void A_step_without_its_file_is_not_finished()
    {
        int job = Begin("j");
        _data.Jobs.Finish(job, "step", "k1", "times");
        Assert.Null(_data.Jobs.Finished(job, "step", "k1"));
    }

    [Fact]
    public void The_end_removes_what_no_other_job_needs()
    {
        (int first, int second) = (Begin("one"), Begin("two"));
        Finish(first, "shared");
        Finish(second, "shared");
        Finish(first, "own", "step2");
        _data.Jobs.End(first, Now);
        Assert.False(_data.Steps.Has("own"));
        Assert.Equal("times", _data.Jobs.Finished(second, "step", "shared"));
    }

    [Fact]
    public void Halves_and_results_that_no_job_names_are_swept_at_the_start()
    {
        int job = Begin("j");
        Finish(job, "kept");
        _data.Steps.Write("orphan", stream => stream.WriteByte(1));
        _folder.Write("data/steps/half.tmp", [1]);
        Restart();
        Assert.Equal(["kept"], Directory.GetFiles(_folder.Of("data", "steps")).Select(Path.GetFileName));
    }

    [Fact]
    public void Only_the_newest_unfinished_jobs_are_remembered()
    {
        int first = Begin("first");
        Finish(first, "old");
        for (int i = 0; i < 8; i++)
        {
            Begin($"later {i}");
        }

        Restart();
        Assert.False(_data.Steps.Has("old"));
        Assert.NotEqual(first, Begin("first"));
    }

    [Fact]
    public void A_write_that_throws_leaves_no_result()
    {
        Assert.Throws<InvalidOperationException>(() => _data.Steps.Write("k", _ => throw new InvalidOperationException()));
        Assert.Empty(Directory.GetFiles(_folder.Of("data", "steps")));
    }

    private int Begin(string key) => _data.Jobs.Begin(key, "cluster", "{}", Now);

    private void Finish(int job, string key, string step = "step")
    {
        _data.Steps.Write(key, stream => stream.WriteByte(1));
        _data.Jobs.Finish(job, step, key, "times");
    }

    private void Restart()
    {
        _data.Dispose();
        _data = DataFolder.Open(_folder.Of("data"));
    }
}
