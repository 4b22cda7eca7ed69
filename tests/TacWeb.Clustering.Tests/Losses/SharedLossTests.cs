using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Tests.Golden;

namespace TacWeb.Clustering.Tests.Losses;

public class SharedLossTests
{
    [Fact]
    public void Instance_contrast_equals_the_script() => GoldenLosses.Check("instance", (input, _) => InstanceContrast.Of(input("a"), input("b"), 0.5));

    [Fact]
    public void Instance_contrast_leaves_out_images_of_the_same_label() => GoldenLosses.Check("instance-excluded", (input, integers) =>
        InstanceContrast.Of(input("a"), input("b"), 0.5, InstanceContrast.SameLabel(integers("labels"))));

    [Fact]
    public void Cluster_contrast_equals_the_script() => GoldenLosses.Check("columns", (input, _) => Distillation.Of(input("p"), input("q"), 1));

    [Fact]
    public void Column_agreement_equals_the_script() => GoldenLosses.Check("agreement", (input, _) => ColumnAgreement.Of(input("p"), input("q")));

    [Fact]
    public void Self_labelling_equals_the_script() => GoldenLosses.Check("self-label", (input, integers) => SelfLabelLoss.Of(input("scores"), integers("labels")));

    [Fact]
    public void Column_agreement_of_equal_one_hot_assignments()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        double expected = Math.Log(Math.E + 3) - 1; // own column 1, the three others 0
        Assert.Equal(expected, ColumnAgreement.Of(Made.OneHot(12, 4), Made.OneHot(12, 4)).item<float>(), 1e-5);
    }
}
