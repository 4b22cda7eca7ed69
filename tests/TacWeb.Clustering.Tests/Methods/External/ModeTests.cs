using TacWeb.Clustering.Assigners;
using TacWeb.Clustering.Centroids;
using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Methods.External;
using TacWeb.Clustering.Methods.Reference;
using TacWeb.Clustering.Tests.Golden;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Tests.Methods.External;

public class ModeTests
{
    private static readonly ModeOptions Ensemble = ModeOptions.ForTests with { Readout = ModeReadout.Ensemble };

    [Fact]
    public void The_experts_loss_and_gradients_equal_the_script() => GoldenLosses.Check("pairs", (input, _) => ContrastPairs.Of(input("x"), input("u"), 3));

    [Fact]
    public void With_all_adapters_at_0_the_ensemble_equals_zero_shot()
    {
        ClusterInput input = MadeData.Input();
        Partition experts = new Mode(Ensemble with { Epochs = 0 }).Fit(input, new FitContext(0)), plain = new ZeroShot(new ZeroShotOptions()).Fit(input, new FitContext(0));
        Assert.Equal(plain.Labels, experts.Labels);
        Close.To(plain.Soft!.Values.ToArray(), experts.Soft!.Values.ToArray(), 1e-4);
    }

    [Fact]
    public void Trained_experts_move_the_probabilities_and_the_report_says_what_they_are()
    {
        ClusterInput input = MadeData.Input();
        FitContext context = new(0);
        Partition trained = new Mode(Ensemble).Fit(input, context);
        Assert.NotEqual(new Mode(Ensemble with { Epochs = 0 }).Fit(input, new FitContext(0)).Soft!.Values.ToArray(), trained.Soft!.Values.ToArray());
        Assert.Contains("no clustering", Assert.Single(context.Warnings), StringComparison.Ordinal);
        Assert.Null(trained.Assigner);
    }

    [Theory, InlineData(3), InlineData(12), InlineData(300)]
    public void Weights_sum_to_1_and_favour_the_clusters_with_near_names(int names)
    {
        Vectors fine = MadeData.Unit(2, [1, 0, 0, 1, -1, 0]);
        Vectors texts = MadeData.Unit(2, [.. Enumerable.Range(0, names).SelectMany(_ => new[] { 1f, 0.1f })]);
        double[] weights = ModeEnsemble.Weights(texts, fine, [0, 1, 1], 2);
        Assert.Equal(1, weights.Sum(), 1e-12);
        Assert.True(weights[0] > weights[1]);
    }

    [Fact]
    public void Fine_clusters_differ_in_size_by_at_most_1()
    {
        ClusterInput input = MadeData.Input(count: 307);
        (CentroidResult fine, CentroidResult coarse) = new Mode(ModeOptions.ForTests).Cluster(input.Concepts!.Counterparts, 3, 0, default);
        int[] sizes = [.. fine.Labels.CountBy(label => label).Select(pair => pair.Value)];
        Assert.Equal((15, 15), (sizes.Length, coarse.Labels.Length));
        Assert.True(sizes.Max() - sizes.Min() <= 1);
    }

    [Fact]
    public void Its_assigner_outlives_the_process()
    {
        ClusterInput input = MadeData.Input();
        Partition partition = new Mode(ModeOptions.ForTests).Fit(input, new FitContext(0));
        using MemoryStream file = new();
        AssignerFile.Write(file, partition.Assigner!);
        file.Position = 0;
        Assert.Equal(partition.Assigner!.Assign(input.Images), AssignerFile.Read(file).Assign(input.Images));
    }

    [Fact]
    public void The_ensemble_refuses_without_class_names() =>
        Assert.Throws<ArgumentException>(() => new Mode(Ensemble).Fit(MadeData.Input() with { ClassTexts = null }, new FitContext(0)));
}
