using TacWeb.Clustering.Assigners;
using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Methods.Augmentation;
using TacWeb.Clustering.Tests.Golden;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Tests.Methods.Augmentation;

public class CompleterTests
{
    [Fact]
    public void Loss_and_gradients_equal_the_script() => GoldenLosses.Check("completer", (input, _) => CompleterLoss.Of(
        CompleterLoss.MutualInformation(input("z1"), input("z2"), 9),
        nn.functional.mse_loss(input("guess"), input("z2")),
        nn.functional.mse_loss(input("back"), input("rows")),
        0.1,
        0.1).Total);

    [Fact]
    public void Equal_evenly_used_codes_give_the_least_mutual_information_loss()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        float k = 4, alpha = 9; // J = I/K: −Σ J(log J + 2(α+1) log K) = log K − 2(α+1) log K
        Tensor codes = Losses.Made.OneHot(8, 4);
        Assert.Equal((1 - (2 * (alpha + 1))) * MathF.Log(k), CompleterLoss.MutualInformation(codes, codes, alpha).item<float>(), 1e-3);
    }

    [Fact]
    public void Without_a_second_view_it_refuses() =>
        Assert.Throws<ArgumentException>(() => new Completer(CompleterOptions.ForTests).Fit(MadeData.Input() with { Concepts = null }, new FitContext(0)));

    [Fact]
    public void Another_encoder_is_the_second_view_and_its_missing_rows_are_predicted()
    {
        float[] other = MadeData.Blobs(300, 16, 3, seed: 5).Values.ToArray();
        for (int row = 0; row < 300; row += 4)
        {
            other.AsSpan(row * 16, 16).Clear();
        }

        ClusterInput input = MadeData.Input() with { Concepts = null, OtherViews = [new Vectors("other", 16, unit: false, other)] };
        Partition partition = new Completer(CompleterOptions.ForTests).Fit(input, new FitContext(0));
        Assert.True(MadeData.Agreement(MadeData.BlobLabels(300, 3), partition.Labels) >= 0.9);
    }

    [Fact]
    public void Its_assigner_outlives_the_process()
    {
        ClusterInput input = MadeData.Input();
        Partition partition = new Completer(CompleterOptions.ForTests).Fit(input, new FitContext(0));
        using MemoryStream file = new();
        AssignerFile.Write(file, partition.Assigner!);
        file.Position = 0;
        Assert.Equal(partition.Assigner!.Assign(input.Images), AssignerFile.Read(file).Assign(input.Images));
    }

    [Fact]
    public void The_predictors_wait_for_a_fifth_of_the_epochs()
    {
        Partition partition = new Completer(CompleterOptions.ForTests with { Epochs = 10 }).Fit(MadeData.Input(), new FitContext(0));
        Assert.Equal([true, true, false], partition.History.Take(3).Select(report => report.Losses[2].Value == 0));
    }
}
