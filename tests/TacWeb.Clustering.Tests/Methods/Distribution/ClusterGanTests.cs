using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Methods.Distribution;
using TacWeb.Clustering.Tests.Golden;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Tests.Methods.Distribution;

public class ClusterGanTests
{
    [Fact]
    public void Penalty_and_its_second_derivatives_equal_the_script() => GoldenLosses.Check(
        "penalty", (input, _) => GradientPenalty.Of(rows => nn.functional.leaky_relu(rows.mm(input("w1")), 0.2).mm(input("w2")), input("x")));

    [Fact]
    public void Recovery_and_gradients_equal_the_script() => GoldenLosses.Check(
        "latent", (input, integers) => LatentRecovery.Of(input("e"), input("target").detach(), integers("labels"), 10, 10));

    [Fact]
    public void The_penalty_of_the_convolutional_critic_has_gradients()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using ClusterGanNetworks networks = new(1, 8);
        GradientPenalty.Of(networks.Judge, torch.rand(2, 1, 28, 28)).backward();
        Assert.Contains(networks.CriticParameters(), parameter => parameter.grad is { } gradient && gradient.abs().sum().item<float>() > 0);
    }

    [Fact]
    public void Both_readouts_give_clusters_from_0_on()
    {
        Partition partition = new ClusterGan(ClusterGanOptions.ForTests with { Readout = ClusterGanReadout.Argmax }).Fit(MadeData.Input(), new FitContext(0));
        int[] used = [.. partition.Labels.Distinct().Order()];
        Assert.Equal(Enumerable.Range(0, used.Length), used);
        Assert.Null(partition.Samples);
    }

    [Fact]
    public void Pixels_give_eight_samples_a_cluster()
    {
        ClusterGanOptions small = ClusterGanOptions.ForTests with { Pixels = true, Iterations = 2, BatchSize = 4, CriticSteps = 1 };
        Partition partition = new ClusterGan(small).Fit(MadeData.Input(count: 30), new FitContext(0));
        Assert.Equal((28, 28, 24), (partition.Samples!.Height, partition.Samples.Width, partition.Samples.Count));
    }
}
