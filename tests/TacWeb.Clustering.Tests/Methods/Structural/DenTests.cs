using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Methods.Structural;
using TacWeb.Clustering.Tests.Golden;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Tests.Methods.Structural;

public class DenTests
{
    [Fact]
    public void Loss_and_gradients_equal_the_script() => GoldenLosses.Check("den", (input, _) =>
        DenLoss.Of(nn.functional.mse_loss(input("back"), input("x")), input("h"), input("near"), input("weights").detach(), 2, 0.5, 0.25).Total);

    [Fact]
    public void Codes_of_neighbours_come_nearer()
    {
        Partition partition = new Den(DenOptions.ForTests with { SparsityWeight = 0 }).Fit(MadeData.Input(), new FitContext(0));
        EpochReport[] epochs = [.. partition.History.Where(report => report.Losses.Count == 4)];
        Assert.True(epochs[^1].Losses[2].Value < epochs[0].Losses[2].Value);
    }

    [Fact]
    public void A_drawn_neighbour_counts_for_all_with_the_kernel_of_its_distance()
    {
        float[] corners = [1, 0, 0.8f, 0.6f, 0, 1]; // cosines 0.8, 0.6, 0
        NearWeights near = new(new Vectors("corners", 2, unit: true, corners), 1, 0.5, 0, default);
        using DisposeScope scope = torch.NewDisposeScope();
        (int[] rows, Tensor weights) = near.Draw([0, 2]);
        Assert.Equal([1, 1], rows);
        Close.To([MathF.Exp(-0.4f / 0.5f), MathF.Exp(-0.8f / 0.5f)], weights.data<float>().ToArray(), 1e-5);
    }
}
