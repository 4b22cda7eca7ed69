using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Methods.Neighbourhood;
using TacWeb.Clustering.Tests.Golden;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Tests.Methods.Neighbourhood;

public class ScanTests
{
    [Fact]
    public void Loss_and_gradients_equal_the_script() => GoldenLosses.Check("scan", (input, _) => ScanLoss.Of(input("p"), input("q"), 5).Total);

    [Fact]
    public void The_loss_falls_and_its_parts_add_up()
    {
        Partition partition = new Scan(ScanOptions.ForTests).Fit(MadeData.Input(), new FitContext(0));
        Assert.All(partition.History, report => Assert.Equal(report.Losses[1].Value - (5 * report.Losses[2].Value), report.Losses[0].Value, 1e-4));
        Assert.True(partition.History[^1].Losses[0].Value < partition.History[0].Losses[0].Value);
    }

    [Fact]
    public void Too_few_images_are_clustered_by_spherical_k_means() =>
        Assert.Empty(new Scan(ScanOptions.ForTests).Fit(MadeData.Input().First(5, clusters: 2), new FitContext(0)).History);
}
