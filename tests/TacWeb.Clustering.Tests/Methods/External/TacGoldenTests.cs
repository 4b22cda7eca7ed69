using System.Text.Json;
using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Methods.External;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Tests.Methods.External;

/// <summary>Losses, gradients and five Adam steps against the authors' own loss code, from the same weights and rows.</summary>
public class TacGoldenTests
{
    [Fact]
    public void Losses_of_steps_0_to_4_agree()
    {
        using Steps steps = new();
        JsonElement[] expected = [.. GoldenTac.Settings.GetProperty("losses").EnumerateArray()];
        for (int step = 0; step < 5; step++)
        {
            EpochReport report = steps.Take(step);
            Assert.All(report.Losses, loss => Assert.Equal(expected[step].GetProperty(loss.Name).GetDouble(), loss.Value, 1e-4));
            Assert.Equal(["total", "distillation", "consistency", "balance"], report.Losses.Select(loss => loss.Name));
        }
    }

    [Fact]
    public void Gradients_of_step_0_agree()
    {
        using Steps steps = new();
        using DisposeScope scope = torch.NewDisposeScope();
        steps.Trainer.Loss(Steps.Batch(0)).Total.backward();
        Close.To(GoldenTac.Floats("image_w0_grad"), TensorBridge.ToArray(steps.Trainer.ImageHead.Hidden.weight!.grad!), 1e-4);
        Close.To(GoldenTac.Floats("text_w3_grad"), TensorBridge.ToArray(steps.Trainer.TextHead.Output.weight!.grad!), 1e-4);
    }

    [Fact]
    public void Weights_statistics_and_probabilities_agree_after_five_steps()
    {
        using Steps steps = new();
        for (int step = 0; step < 5; step++)
        {
            steps.Take(step);
        }

        foreach ((string head, HeadWeights weights) in new[] { ("image", steps.Trainer.ImageHead.Weights()), ("text", steps.Trainer.TextHead.Weights()) })
        {
            Close.To(GoldenTac.Floats(head + "_w0_after5"), weights.Hidden, 1e-4);
            Close.To(GoldenTac.Floats(head + "_w3_after5"), weights.Output, 1e-4);
            Close.To(GoldenTac.Floats(head + "_bn_var_after5"), weights.Variance, 1e-4);
            Close.To(GoldenTac.Floats(head + "_bn_mean_after5"), weights.Mean, 5e-3); // b0 has no true gradient: rounding moves it
        }

        steps.Trainer.ImageHead.Freeze();
        Vectors images = GoldenTac.Matrix("images");
        Probabilities soft = steps.Trainer.ImageHead.Probabilities(images, GoldenTac.Clusters, default);

        // Evaluation mode holds b0 − bn_mean, which rounding moves (above): PyTorch itself, run again, differs from the fixture by 1.0e-4 to 1.4e-4 here.
        Close.To(GoldenTac.Floats("image_probabilities_after5"), soft.Values.Span, 2.5e-4);
        Close.To(soft.Values.Span, new HeadAssigner(steps.Trainer.ImageHead.Weights()).AssignSoft(images)!.Values.Span, 1e-5);
    }

    /// <summary>A trainer that starts from the fixture's weights.</summary>
    private sealed class Steps : IDisposable
    {
        private readonly DisposeScope _scope = torch.NewDisposeScope();

        public Steps()
        {
            JsonElement values = GoldenTac.Settings;
            TacOptions options = new() { LearningRate = values.GetProperty("lr").GetDouble(), BalanceWeight = values.GetProperty("alpha").GetDouble() };
            TacSettings settings = new(1, values.GetProperty("batch").GetInt32(), values.GetProperty("distillationTemperature").GetDouble(), 1, Hidden: 32);
            Trainer = new TacTrainer(GoldenTac.Matrix("images"), GoldenTac.Matrix("counterparts"), GoldenTac.Clusters, settings, options);
            Load(Trainer.ImageHead, "image");
            Load(Trainer.TextHead, "text");
        }

        public TacTrainer Trainer { get; }

        public static NeighbourBatch Batch(int step) => new(Row("batches", step), Row("image_neighbours", step), Row("text_neighbours", step));

        public EpochReport Take(int step)
        {
            LossMeter meter = new("total", "distillation", "consistency", "balance");
            Trainer.Step(Batch(step), meter);
            return meter.Report(step + 1, 5);
        }

        public void Dispose()
        {
            Trainer.Dispose();
            _scope.Dispose();
        }

        private static int[] Row(string name, int step) => GoldenTac.Integers(name)[(step * 128)..((step + 1) * 128)];

        private static void Load(ClusterHead head, string name)
        {
            using IDisposable noGradient = torch.no_grad();
            Set(head.Hidden.weight!, name + "_w0_before");
            Set(head.Hidden.bias!, name + "_b0_before");
            Set(head.Output.weight!, name + "_w3_before");
            Set(head.Output.bias!, name + "_b3_before");
        }

        private static void Set(Tensor target, string name) => target.copy_(torch.tensor(GoldenTac.Floats(name), target.shape));
    }
}
