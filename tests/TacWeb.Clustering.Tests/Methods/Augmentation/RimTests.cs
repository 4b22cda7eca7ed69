using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Methods.Augmentation;
using TacWeb.Clustering.Tests.Golden;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Tests.Methods.Augmentation;

public class RimTests
{
    [Fact]
    public void Loss_and_gradients_equal_the_script() => GoldenLosses.Check(
        "rim", (input, _) => MutualInformation.Of(input("x").mm(input("w").t())).Regularised(input("w"), 0.3));

    [Fact]
    public void The_objective_falls_and_the_assigner_takes_rows_that_are_not_standardised()
    {
        ClusterInput input = MadeData.Input();
        Partition partition = new Rim(RimOptions.ForTests).Fit(input, new FitContext(0));
        Assert.True(partition.History[^1].Losses[0].Value < partition.History[0].Losses[0].Value);
        Close.To(partition.Soft!.Values.ToArray(), partition.Assigner!.AssignSoft(input.Images)!.Values.ToArray(), 1e-4);
    }

    [Fact]
    public void First_weights_have_the_wanted_confidence()
    {
        Vectors rows = MadeData.Blobs(300, 32, 3, seed: 1, noise: 0.3);
        DenseLayer layer = Rim.Scaled(rows, MadeData.Blobs(3, 32, 3, seed: 5).Values.ToArray(), 3, 0.7, seed: 0);
        Probabilities soft = new DenseAssigner([layer with { Activation = Activation.Softmax }]).AssignSoft(rows)!;
        Assert.Equal(0.7, Enumerable.Range(0, 300).Average(row => soft[row].ToArray().Max()), 1e-3);
    }

    [Fact]
    public void Columns_that_hardly_vary_are_not_blown_up()
    {
        Vectors rows = new("made", 2, unit: false, new float[] { 1, 0, -1, 0, 1, 0.001f, -1, 0 });
        float[] standard = Standardisation.Of(rows).Apply(rows).Values.ToArray();
        Assert.Equal(1, standard[0], 1e-5);
        Assert.InRange(standard[5], 0, 0.02);
    }
}
