using TacWeb.Clustering.Methods.External;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Tests.Methods.External;

public class TacTests
{
    private static readonly TacOptions Small = TacOptions.ForTests;

    [Fact]
    public void Too_few_images_give_what_tac_no_train_gives()
    {
        ClusterInput few = MadeData.Input().First(5, clusters: 2);
        Partition tac = new Tac(Small).Fit(few, new FitContext(4)), noTrain = new TacNoTrain(new TacNoTrainOptions()).Fit(few, new FitContext(4));
        Assert.Equal(noTrain.Labels, tac.Labels);
        Assert.Null(tac.Soft);
        Assert.Empty(tac.History);
    }

    [Fact]
    public void Losses_of_an_epoch_add_up_and_balance_stays_below_its_maximum()
    {
        Partition partition = new Tac(Small).Fit(MadeData.Input(), new FitContext(0));
        Assert.Equal(Small.Epochs, partition.History.Count);
        Assert.All(partition.History, report =>
        {
            Dictionary<string, double> loss = report.Losses.ToDictionary(value => value.Name, value => value.Value);
            Assert.Equal(loss["distillation"] + loss["consistency"] - (5 * loss["balance"]), loss["total"], 1e-3);
            Assert.InRange(loss["balance"], 0, (2 * Math.Log(3)) + 1e-4);
        });
        Assert.True(partition.History[^1].Losses[0].Value < partition.History[0].Losses[0].Value);
        Assert.True(partition.History[^1].Losses[3].Value > 0.97 * 2 * Math.Log(3));
    }

    [Fact]
    public void Another_seed_draws_another_run() =>
        Assert.NotEqual(
            new Tac(Small).Fit(MadeData.Input(), new FitContext(0)).History[0].Losses[0].Value,
            new Tac(Small).Fit(MadeData.Input(), new FitContext(1)).History[0].Losses[0].Value);

    [Fact]
    public void Cancellation_is_seen_within_a_batch()
    {
        using CancellationTokenSource source = new();
        int epochs = 0;
        FitContext context = new(0) { Progress = new CancelAtFirst(source, () => epochs++) };
        Assert.ThrowsAny<OperationCanceledException>(() => new Tac(Small).Fit(MadeData.Input(), context, source.Token));
        Assert.Equal(1, epochs);
        Assert.Equal(0, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Stages_are_reported()
    {
        List<string> stages = [];
        new Tac(Small with { Epochs = 1 }).Fit(MadeData.Input(), new FitContext(0) { Stages = new Names(stages) });
        Assert.Equal(["neighbours", "train"], stages);
    }

    private sealed class CancelAtFirst(CancellationTokenSource source, Action told) : IProgress<EpochReport>
    {
        public void Report(EpochReport value)
        {
            told();
            source.Cancel();
        }
    }

    private sealed class Names(List<string> names) : IProgress<(string Stage, TimeSpan Duration)>
    {
        public void Report((string Stage, TimeSpan Duration) value) => names.Add(value.Stage);
    }
}
