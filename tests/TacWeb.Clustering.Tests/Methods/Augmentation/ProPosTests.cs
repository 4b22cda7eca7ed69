using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Methods.Augmentation;
using TacWeb.Clustering.Tests.Golden;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Tests.Methods.Augmentation;

public class ProPosTests
{
    [Fact]
    public void Loss_and_gradients_equal_the_script() => GoldenLosses.Check("propos", (input, integers) =>
        ProPosLoss.Alignment(input("q"), input("slow").detach()).add(ProPosLoss.Scattering(input("z"), input("slow").detach(), integers("labels"), 0.5).mul(0.1)));

    [Fact]
    public void One_class_in_a_batch_scatters_nothing()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        Tensor rows = nn.functional.normalize(torch.ones(3, 4), 2, 1);
        Assert.Equal(0, ProPosLoss.Scattering(rows, rows, [2, 2, 2], 0.5).item<float>(), 1e-6);
    }

    [Fact]
    public void Prototypes_wait_for_the_first_twentieth()
    {
        Partition partition = new ProPos(ProPosOptions.ForTests).Fit(MadeData.Input(), new FitContext(0));
        Assert.Equal([true, false], partition.History.Take(2).Select(report => report.Losses[2].Value == 0));
    }

    [Fact]
    public void Cached_views_replace_neighbours()
    {
        ClusterInput plain = MadeData.Input();
        Vectors[] views = [MadeData.Blobs(300, 32, 3, seed: 20), MadeData.Blobs(300, 32, 3, seed: 21)];
        Partition with = new ProPos(ProPosOptions.ForTests).Fit(plain with { Views = new AugmentedViews(views, views) }, new FitContext(0));
        Assert.NotEqual(new ProPos(ProPosOptions.ForTests).Fit(plain, new FitContext(0)).History[^1].Losses[0].Value, with.History[^1].Losses[0].Value);
        Assert.True(MadeData.Agreement(MadeData.BlobLabels(300, 3), with.Labels) >= 0.9);
    }
}
