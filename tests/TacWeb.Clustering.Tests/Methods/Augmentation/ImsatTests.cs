using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Methods.Augmentation;
using TacWeb.Clustering.Tests.Golden;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Tests.Methods.Augmentation;

public class ImsatTests
{
    [Fact]
    public void Information_and_gradients_equal_the_script() =>
        GoldenLosses.Check("imsat", (input, _) => MutualInformation.Of(input("scores")).Weighted(4));

    [Fact]
    public void Adversary_and_gradients_equal_the_script() => GoldenLosses.Check("vat", (input, _) =>
    {
        Tensor Forward(Tensor rows) => rows.mm(input("w1")).tanh().mm(input("w2"));
        return VirtualAdversary.Of(Forward, input("x").detach(), Forward(input("x").detach()), input("radii").detach(), input("u").detach(), 0.7);
    });

    [Fact]
    public void Passes_with_an_adversary_leave_the_running_statistics_alone()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using DenseNetwork network = new(4, new LayerShape(3, Activation.Relu, Normalise: true));
        float[] before = network.Weights()[0].Weights;
        network.ForwardApart(torch.randn(8, 4));
        Assert.Equal(before, network.Weights()[0].Weights);
        Tensor rows = torch.randn(8, 4);
        Assert.Equal(network.ForwardApart(rows).data<float>().ToArray(), network.Forward(rows).data<float>().ToArray());
        Assert.NotEqual(before, network.Weights()[0].Weights);
    }

    [Fact]
    public void The_scale_of_the_rows_does_not_matter()
    {
        ClusterInput unit = MadeData.Input();
        ClusterInput longer = unit with { Images = new Vectors("long", 32, unit: false, unit.Images.Values.ToArray().Select(value => value * 4).ToArray()) };
        Assert.Equal(4 * Imsat.Scale(longer.Images), Imsat.Scale(unit.Images), 1e-4);
        Assert.Equal(new Imsat(ImsatOptions.ForTests).Fit(unit, new FitContext(0)).Labels, new Imsat(ImsatOptions.ForTests).Fit(longer, new FitContext(0)).Labels);
    }

    [Fact]
    public void Rows_lie_as_far_from_their_mean_as_the_authors_whatever_the_background()
    {
        Vectors rows = MadeData.Input().Images;
        Vectors moved = new("moved", rows.Dimension, unit: false, rows.Values.ToArray().Select(value => value - 1).ToArray());
        Assert.Equal(Imsat.Scale(rows), Imsat.Scale(moved), 1e-3);

        float[] two = [0, 1, 0, 3];
        Assert.Equal(0.5167 * Math.Sqrt(2), Imsat.Scale(new Vectors("two", 2, unit: false, two)), 1e-5);
    }

    [Fact]
    public void Cached_views_replace_adversaries_when_asked_for()
    {
        Vectors[] views = [MadeData.Blobs(300, 32, 3, seed: 20), MadeData.Blobs(300, 32, 3, seed: 21)];
        ClusterInput input = MadeData.Input() with { Views = new AugmentedViews(views, []) };
        Partition without = new Imsat(ImsatOptions.ForTests).Fit(input, new FitContext(0)), with = new Imsat(ImsatOptions.ForTests with { Views = true }).Fit(input, new FitContext(0));
        Assert.NotEqual(without.Soft!.Values.ToArray(), with.Soft!.Values.ToArray());
        Assert.True(MadeData.Agreement(MadeData.BlobLabels(300, 3), with.Labels) >= 0.9);
    }
}
