using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Methods.Structural;
using TacWeb.Clustering.Tests.Golden;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Tests.Methods.Structural;

public class AbdcTests
{
    [Fact]
    public void Loss_and_gradients_equal_the_script() =>
        GoldenLosses.Check("abdc", (input, _) => AbdcLoss.Of(input("x"), input("back"), input("z"), input("centres").detach(), 0.1).Total);

    [Fact]
    public void A_round_moves_centres_by_the_old_labels_and_then_labels_by_the_new_centres()
    {
        CodeCentres centres = new([0, 0, 1, 1], [0, 9, 5], 1);
        centres.Renew(new Vectors("codes", 1, unit: false, new float[] { 0, 4, 3, 11 }));
        Assert.Equal([2, 7, 5], centres.Values); // the third has no members and stays
        Assert.Equal([0, 2, 0, 1], centres.Labels);
    }

    [Fact]
    public void Codes_come_nearer_to_their_centres()
    {
        Partition partition = new Abdc(AbdcOptions.ForTests).Fit(MadeData.Input(), new FitContext(0));
        EpochReport[] rounds = [.. partition.History.Where(report => report.Losses.Count == 3)];
        Assert.True(rounds[^1].Losses[2].Value < rounds[0].Losses[2].Value);
    }
}
