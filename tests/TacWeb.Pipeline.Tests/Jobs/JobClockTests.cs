using TacWeb.Core.Jobs;
using TacWeb.Pipeline.Jobs;

namespace TacWeb.Pipeline.Tests.Jobs;

public sealed class JobClockTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void The_whole_is_weighed_by_what_each_stage_should_take()
    {
        JobClock clock = new(_time);
        clock.Plan([new("embed", 30), new("train", 10)]);
        Assert.True(clock.Report(new JobProgress("embed", 0.5)));
        Assert.Equal(0.375, clock.Status().Fraction, 1e-9);
        Assert.False(clock.Report(new JobProgress("embed", 0.9)));
        Assert.True(clock.Report(new JobProgress("train", 0)));
        Assert.Equal(0.75, clock.Status().Fraction, 1e-9);
    }

    [Fact]
    public void Time_left_is_first_the_plans_then_what_is_measured()
    {
        JobClock clock = new(_time);
        clock.Plan([new("embed", 30), new("train", 10)]);
        clock.Report(new JobProgress("embed", 0));
        _time.Pass(1);
        Assert.Equal(39, clock.Status().Left!.Value.TotalSeconds, 1e-6);
        clock.Report(new JobProgress("embed", 0.5));
        Assert.Equal(1 + 10, clock.Status().Left!.Value.TotalSeconds, 1e-6);
    }

    [Fact]
    public void A_stage_that_outlasts_its_plan_without_a_word_promises_nothing()
    {
        JobClock clock = new(_time);
        clock.Plan([new("train", 10), new("names", 3)]);
        clock.Report(new JobProgress("train", 0));
        _time.Pass(11);
        Assert.Null(clock.Status().Left);
    }

    [Fact]
    public void Without_a_plan_nothing_is_promised_at_first_and_the_whole_never_falls()
    {
        JobClock clock = new(_time);
        clock.Report(new JobProgress("check", 0.01));
        Assert.Null(clock.Status().Left);
        clock.Report(new JobProgress("check", 0.6));
        clock.Report(new JobProgress("more", 0.1));
        Assert.Equal(0.6, clock.Status().Fraction, 1e-9);
    }

    [Fact]
    public void A_stage_that_comes_again_is_the_next_of_its_name()
    {
        JobClock clock = new(_time);
        clock.Plan([new("train", 10), new("train", 10)]);
        clock.Report(new JobProgress("train", 1));
        Assert.False(clock.Report(new JobProgress("train", 0.5)));
        Assert.Equal(0.75, clock.Status().Fraction, 1e-9);
    }
}
