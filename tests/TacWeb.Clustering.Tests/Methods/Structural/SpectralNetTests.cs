using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Methods.Structural;
using TacWeb.Clustering.Tests.Golden;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Tests.Methods.Structural;

public class SpectralNetTests
{
    [Fact]
    public void The_spectral_loss_and_its_gradient_equal_the_script() =>
        GoldenLosses.Check("spectralnet", (input, _) => SpectralNetLoss.Of(input("y"), input("affinity").detach()));

    [Fact]
    public void The_step_along_the_constraint_and_its_gradient_equal_the_script() =>
        GoldenLosses.Check("spectralnet-along", (input, _) => SpectralNetLoss.AlongConstraint(SpectralNetLoss.Of(input("y"), input("affinity").detach()), input("y"), input("affinity").detach()));

    [Fact]
    public void The_training_comes_near_the_least_that_the_graph_allows()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.manual_seed(3);
        using SpectralNetTrainer trainer = new(MadeData.Blobs(120, 16, 3, seed: 1), null, [24], 3, 10, 1e-2, 7, 4);
        EpochLoop loop = new(new FitContext(0), 200, default);
        trainer.Train(new StepRule(60, 200), 0, loop);
        double first = loop.History[0].Losses[0].Value, last = loop.History[^1].Losses[0].Value;
        Assert.True(last < 0.05 * first, $"{first} to {last}: three blobs apart are three components, whose least loss is 0");
        Vectors y = trainer.Outputs(default); // and not by shrinking: the outputs of all rows are still orthonormal
        Assert.Equal(1, Enumerable.Range(0, 120).Average(row => (double)y[row][2] * y[row][2]), 1e-3);
    }

    [Fact]
    public void The_contrastive_loss_and_its_gradients_equal_the_script() =>
        GoldenLosses.Check("siamese", (input, _) => SiameseContrast.Of(input("a"), input("b"), input("c"), 0.05, 1));

    [Fact]
    public void The_affinity_ties_each_row_to_its_nearest_by_the_median_width_and_is_symmetric()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        Tensor places = torch.tensor(new float[,] { { 0 }, { 1 }, { 3 }, { 10 } });
        float[] w = TensorBridge.ToArray(SpectralNetTrainer.Affinity(places, near: 2));
        float[] expected = new float[16]; // widths: medians of (1, 9), (1, 4), (4, 9), (49, 81)
        foreach ((int from, int to, double squared, double width) in new[] { (0, 1, 1.0, 9.0), (0, 2, 9, 9), (1, 0, 1, 4), (1, 2, 4, 4), (2, 1, 4, 9), (2, 0, 9, 9), (3, 2, 49, 81), (3, 1, 81, 81) })
        {
            float half = (float)(0.5 * Math.Exp(-squared / width));
            expected[(4 * from) + to] += half;
            expected[(4 * to) + from] += half;
        }

        Close.To(expected, w, 1e-5);
    }

    [Fact]
    public void The_outputs_are_orthonormal()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.manual_seed(3);
        using SpectralNetTrainer trainer = new(MadeData.Blobs(120, 16, 3, seed: 1), null, [24], 3, 10, 1e-3, 7, 4);
        trainer.Train(new StepRule(60, 3), 0, new EpochLoop(new FitContext(0), 3, default));
        Vectors y = trainer.Outputs(default);
        for (int a = 0; a < 3; a++)
        {
            for (int b = 0; b <= a; b++)
            {
                Assert.Equal(a == b ? 1 : 0, Enumerable.Range(0, 120).Average(row => (double)y[row][a] * y[row][b]), 1e-3);
            }
        }
    }

    [Fact]
    public void An_auto_encoder_s_code_may_stand_for_the_rows_without_a_Siamese_network()
    {
        SpectralNetOptions coded = SpectralNetOptions.ForTests with { Code = 6, CodeEpochs = 150, Siamese = false };
        Partition partition = new SpectralNet(coded).Fit(MadeData.Input(), new FitContext(1));
        Assert.Equal(coded.CodeEpochs + coded.Epochs, partition.History.Count);
        Assert.Equal(partition.Labels, partition.Assigner!.Assign(MadeData.Input().Images));
        Assert.True(MadeData.Agreement(MadeData.BlobLabels(300, 3), partition.Labels) >= 0.9);
    }
}
