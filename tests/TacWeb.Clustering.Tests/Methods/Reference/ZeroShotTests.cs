using TacWeb.Clustering.Methods.Reference;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Tests.Methods.Reference;

public class ZeroShotTests
{
    private static readonly Vectors Texts = MadeData.Unit(2, [1, 0, 0, 1]);

    [Fact]
    public void Each_image_joins_the_nearest_name_with_softmax_probabilities()
    {
        ClusterInput input = new(MadeData.Unit(2, [0.9f, 0.1f, 0.2f, 0.8f, 1, 0])) { ClassTexts = Texts };
        Partition partition = new ZeroShot(new ZeroShotOptions { LogitScale = 2 }).Fit(input, new FitContext(0));
        Assert.Equal([0, 1, 0], partition.Labels);
        Assert.Equal(1 / (1 + Math.Exp(-2)), partition.Soft![2][0], 1e-6);
        Assert.Equal(partition.Labels, partition.Assigner!.Assign(input.Images));
    }

    [Fact]
    public void Without_class_vectors_it_refuses() =>
        Assert.Throws<ArgumentException>(() => new ZeroShot(new ZeroShotOptions()).Fit(MadeData.Input() with { ClassTexts = null }, new FitContext(0)));
}
