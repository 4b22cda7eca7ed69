using TacWeb.Clustering.Assigners;
using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Methods.Interpretable;
using TacWeb.Clustering.Tests.Golden;
using TacWeb.Clustering.Training;
using TacWeb.Core;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Tests.Methods.Interpretable;

public class TellTests
{
    [Fact]
    public void Loss_and_gradients_equal_the_script() => GoldenLosses.Check("tell", (input, _) =>
        TellLoss.Of(nn.functional.mse_loss(input("back"), input("x")), input("z"), input("w"), 0.5, 0.01).Total);

    [Fact]
    public void Centres_stay_where_they_are_in_odd_epochs_and_keep_their_length_in_even_ones()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.manual_seed(1);
        Vectors images = MadeData.Input().Images;
        using AutoEncoder coder = new(new AutoEncoderShape(32, [16], 4, CodeActivation: Activation.Unit), RowCoder.ScaleOf(images));
        float[] corners = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0];
        using TellTrainer trainer = new(coder, images, corners, TellOptions.ForTests);
        RowBatches batches = new(300, 100, 0);
        trainer.Train(batches, new EpochLoop(new FitContext(0), 1, default), 1);
        float[] moved = trainer.Centres().Weights;
        Assert.NotEqual(corners, moved);
        Assert.All(moved.Chunk(4), centre => Assert.Equal(1, centre.Sum(value => value * value), 1e-5));
    }

    [Fact]
    public void Codes_come_nearer_to_their_centres()
    {
        Partition partition = new Tell(TellOptions.ForTests with { ClusterWeight = 1, Epochs = 20 }).Fit(MadeData.Input(), new FitContext(0));
        EpochReport[] epochs = [.. partition.History.Where(report => report.Losses.Count == 3)];
        Assert.True(epochs[^1].Losses[2].Value < epochs[0].Losses[2].Value);
    }

    [Fact]
    public void Pictures_go_through_convolutions_and_new_ones_to_the_same_clusters()
    {
        ClusterInput input = Strokes();
        Partition partition = new Tell(TellOptions.ForTests with { Convolution = true, PretrainEpochs = 6, Epochs = 2, BatchSize = 30 }).Fit(input, new FitContext(0));
        Assert.True(MadeData.Agreement(MadeData.BlobLabels(90, 3), partition.Labels) >= 0.9);
        Assert.Equal(partition.Labels, partition.Assigner!.Assign(input.Images));
        using MemoryStream file = new();
        AssignerFile.Write(file, partition.Assigner);
        file.Position = 0;
        Assert.Equal(partition.Labels, AssignerFile.Read(file).Assign(input.Images));
    }

    [Fact]
    public void Rows_that_are_no_square_picture_are_refused_by_convolutions() =>
        Assert.Contains("square", Assert.Throws<TacWebException>(() => new Tell(TellOptions.ForTests with { Convolution = true }).Fit(MadeData.Input(), new FitContext(0))).Message, StringComparison.Ordinal);

    /// <summary>Three kinds of 8×8 pictures: a horizontal, a vertical and a diagonal stroke, with noise.</summary>
    private static ClusterInput Strokes()
    {
        float[] noise = MadeData.Normal(90 * 64, 3, 0.1);
        float[] values = [.. noise.Select((value, i) => value + (Drawn(i / 64 % 3, i % 64 / 8, i % 8) ? 1 : 0))];
        return new ClusterInput(new Vectors("strokes", 64, unit: false, values)) { ClusterCount = 3 };
    }

    private static bool Drawn(int kind, int y, int x) => kind switch { 0 => y is 3 or 4, 1 => x is 3 or 4, _ => Math.Abs(x - y) <= 1 };
}
