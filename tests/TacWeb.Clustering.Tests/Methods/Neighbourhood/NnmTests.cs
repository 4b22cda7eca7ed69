using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Methods.Neighbourhood;
using TacWeb.Clustering.Tests.Golden;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Tests.Methods.Neighbourhood;

public class NnmTests
{
    [Fact]
    public void Loss_and_gradients_equal_the_script() =>
        GoldenLosses.Check("nnm", (input, _) => NnmLoss.Of(input("p"), input("aug"), input("nn"), input("near"), input("g"), 5).Total);

    [Fact]
    public void The_set_wide_term_starts_with_the_second_epoch()
    {
        Partition partition = new Nnm(NnmOptions.ForTests).Fit(MadeData.Input(), new FitContext(0));
        Assert.Equal(0, partition.History[0].Losses[2].Value);
        Assert.All(partition.History.Skip(1), report => Assert.True(report.Losses[2].Value > 0));
    }
}
