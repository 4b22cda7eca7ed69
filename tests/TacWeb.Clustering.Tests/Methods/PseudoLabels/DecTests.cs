using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Methods.PseudoLabels;
using TacWeb.Clustering.Tests.Golden;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Tests.Methods.PseudoLabels;

public class DecTests
{
    [Fact]
    public void Loss_and_gradients_equal_the_script() => GoldenLosses.Check("dec", (input, _) =>
        DecLoss.Of(input("x"), input("back"), DecLoss.Assignments(input("z"), input("mu")), input("p").detach(), 0.1).Total);

    [Fact]
    public void The_target_is_sharper_and_counters_large_clusters()
    {
        float[] target = DecLoss.Target([0.6f, 0.4f, 0.9f, 0.1f], 2);
        double first = 0.36 / 1.5, second = 0.16 / 0.5; // q²/f
        Close.To([(float)(first / (first + second)), (float)(second / (first + second))], [target[0], target[1]], 1e-6);
        Assert.Equal(1, target[2] + target[3], 1e-6);
        Assert.True(target[2] > 0.9);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Both_losses_find_the_blobs_and_the_divergence_falls(bool reconstruct)
    {
        Partition partition = new Dec(DecOptions.ForTests with { Reconstruct = reconstruct }).Fit(MadeData.Input(), new FitContext(0));
        Assert.True(MadeData.Agreement(MadeData.BlobLabels(300, 3), partition.Labels) >= 0.95);
        Assert.Equal("clustering", partition.History[^1].Losses[2].Name);
        Assert.Equal(reconstruct, partition.History[^1].Losses[1].Value > 0);
    }

    [Fact]
    public void It_stops_when_the_labels_settle()
    {
        Partition partition = new Dec(DecOptions.ForTests with { Tolerance = 0.5 }).Fit(MadeData.Input(), new FitContext(0));
        Assert.True(partition.History.Count < partition.History[0].Epochs);
    }

    [Fact]
    public void Probabilities_of_new_images_are_those_of_the_fit()
    {
        ClusterInput input = MadeData.Input();
        Partition partition = new Dec(DecOptions.ForTests).Fit(input, new FitContext(0));
        Close.To(partition.Soft!.Values.ToArray(), partition.Assigner!.AssignSoft(input.Images)!.Values.ToArray(), 1e-4);
    }
}
