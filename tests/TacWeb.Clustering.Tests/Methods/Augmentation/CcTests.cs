using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Methods.Augmentation;
using TacWeb.Clustering.Tests.Golden;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Tests.Methods.Augmentation;

public class CcTests
{
    [Fact]
    public void Loss_and_gradients_equal_the_script() =>
        GoldenLosses.Check("cc", (input, _) => ContrastLoss.Of(input("z"), input("w"), input("p"), input("q")).Total);

    [Fact]
    public void Parts_add_up_to_the_total()
    {
        Partition partition = new Cc(CcOptions.ForTests).Fit(MadeData.Input(), new FitContext(0));
        Assert.All(partition.History, report => Assert.Equal(
            report.Losses[1].Value + report.Losses[2].Value - report.Losses[3].Value + (2 * Math.Log(3)), report.Losses[0].Value, 1e-4));
    }

    [Fact]
    public void Cached_views_replace_neighbours()
    {
        ClusterInput plain = MadeData.Input();
        Vectors[] views = [MadeData.Blobs(300, 32, 3, seed: 20), MadeData.Blobs(300, 32, 3, seed: 21)];
        Partition with = new Cc(CcOptions.ForTests).Fit(plain with { Views = new AugmentedViews(views, views) }, new FitContext(0));
        Assert.NotEqual(new Cc(CcOptions.ForTests).Fit(plain, new FitContext(0)).Soft!.Values.ToArray(), with.Soft!.Values.ToArray());
        Assert.True(MadeData.Agreement(MadeData.BlobLabels(300, 3), with.Labels) >= 0.9);
    }
}
