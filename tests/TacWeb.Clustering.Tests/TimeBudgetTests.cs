using TacWeb.Clustering.Methods.PseudoLabels;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Tests;

public class TimeBudgetTests
{
    [Theory]
    [InlineData("60s", 60)]
    [InlineData("5m", 300)]
    [InlineData("1.5h", 5400)]
    [InlineData("90", 90)]
    [InlineData("0.25", 0.25)]
    public void Times_are_read_with_their_unit(string text, double seconds)
    {
        TimeSpan read = TimeBudget.Read(text)!.Value;
        Assert.Equal(seconds, read.TotalSeconds);
        Assert.Equal(read, TimeBudget.Read(TimeBudget.Write(read)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("auto")]
    public void Nothing_is_no_limit(string? text) => Assert.Null(TimeBudget.Read(text));

    [Theory]
    [InlineData("0s")]
    [InlineData("-3")]
    [InlineData("s")]
    [InlineData("1,5m")]
    [InlineData("1e99")]
    [InlineData("ten minutes")]
    public void Anything_else_is_refused(string text) =>
        Assert.Contains("'budget'", Assert.Throws<ArgumentException>(() => TimeBudget.Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Pre_training_leaves_half_of_the_time_to_the_method()
    {
        FitContext context = new(0) { Budget = TimeSpan.FromSeconds(1) };
        Partition partition = new Dec(DecOptions.ForTests with { PretrainEpochs = 100_000, Epochs = 100_000, Tolerance = 0 }).Fit(MadeData.Input(), context);
        Assert.Collection(context.Warnings, warning => Assert.StartsWith("Pre-training stopped after epoch", warning, StringComparison.Ordinal), warning => Assert.StartsWith("Training stopped in epoch", warning, StringComparison.Ordinal));
        Assert.Equal([2, 3], partition.History.Select(report => report.Losses.Count).Distinct());
    }

    [Fact]
    public void What_ended_early_is_told_once_and_only_when_time_is_spent()
    {
        FitContext without = new(0), spent = new(0) { Budget = TimeSpan.Zero };
        Assert.False(without.Stops("Training stopped"));
        Assert.True(spent.Stops("Training stopped") && spent.Stops("Training stopped"));
        Assert.Empty(without.Warnings);
        Assert.Equal(["Training stopped: its time of 0 s was spent."], spent.Warnings);
    }
}
