using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Methods.Distribution;
using TacWeb.Clustering.Tests.Golden;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Tests.Methods.Distribution;

public class VadeTests
{
    [Fact]
    public void Loss_and_gradients_equal_the_script() => GoldenLosses.Check("vade", (input, _) =>
        new VadeLoss(input("prior"), input("mu"), input("v")).Of(input("m"), input("s"), VadeLoss.Draw(input("m"), input("s"), input("noise").detach())));

    [Fact]
    public void The_first_mixture_is_that_of_two_known_Gaussians()
    {
        float[] values = [.. MadeData.Normal(3000, 1, 1).Select(x => x - 4), .. MadeData.Normal(1000, 2, 0.5).Select(x => x + 3)];
        DiagonalMixture mixture = DiagonalMixture.Fit(new Vectors("made", 1, unit: false, values), [.. values.Select(x => x < -1 ? 0 : 1)], 2, 10, default);
        Assert.Equal([0.75, 0.25], mixture.Weights, (a, b) => Math.Abs(a - b) < 0.01);
        Assert.Equal([-4, 3], mixture.Means, (a, b) => Math.Abs(a - b) < 0.1);
        Assert.Equal([1, 0.25], mixture.Variances, (a, b) => Math.Abs(a - b) < 0.1);
    }

    [Fact]
    public void Probabilities_of_new_images_are_those_of_the_fit()
    {
        ClusterInput input = MadeData.Input();
        Partition partition = new Vade(VadeOptions.ForTests).Fit(input, new FitContext(0));
        Close.To(partition.Soft!.Values.ToArray(), partition.Assigner!.AssignSoft(input.Images)!.Values.ToArray(), 1e-3);
    }

    [Fact]
    public void Values_outside_0_to_1_are_no_pixels() =>
        Assert.Throws<ArgumentException>(() => new Vade(VadeOptions.ForTests with { Bernoulli = true }).Fit(MadeData.Input(), new FitContext(0)));

    [Fact]
    public void Pixels_are_made_by_a_sigmoid()
    {
        float[] pixels = [.. MadeData.Input().Images.Values.ToArray().Select(value => Math.Clamp((value + 0.5f) / 1.5f, 0, 1))];
        ClusterInput input = new(new Vectors("pixels", 32, unit: false, pixels)) { ClusterCount = 3 };
        Partition partition = new Vade(VadeOptions.ForTests with { Bernoulli = true }).Fit(input, new FitContext(0));
        EpochReport[] epochs = [.. partition.History.Where(report => report.Losses.Count == 3)];
        Assert.True(epochs[^1].Losses[0].Value < epochs[0].Losses[0].Value);
        Assert.InRange(epochs[^1].Losses[1].Value, 1, 32 * Math.Log(2) * 1.5); // d times a cross entropy of about log 2
    }
}
