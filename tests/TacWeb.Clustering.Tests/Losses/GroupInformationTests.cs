using TacWeb.Clustering.Losses;

namespace TacWeb.Clustering.Tests.Losses;

public class GroupInformationTests
{
    [Fact]
    public void Clusters_that_are_the_groups_tell_all_and_independent_ones_nothing()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        Tensor groups = Made.OneHot(8, 2);
        Assert.Equal(Math.Log(2), GroupInformation.Of(Made.OneHot(8, 2), groups).item<float>(), 1e-5);
        Assert.Equal(0, GroupInformation.Of(Made.Uniform(8, 4), groups).item<float>(), 1e-6);
    }

    [Fact]
    public void Soft_assignments_are_weighed_by_definition()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        // joint: c0 g0 (0.9 + 0.7)/4, c0 g1 (0.2 + 0.4)/4, and the rest in c1
        double[,] joint = { { 0.4, 0.15 }, { 0.1, 0.35 } };
        double expected = 0;
        for (int c = 0; c < 2; c++)
        {
            for (int g = 0; g < 2; g++)
            {
                expected += joint[c, g] * Math.Log(joint[c, g] / ((joint[c, 0] + joint[c, 1]) * (joint[0, g] + joint[1, g])));
            }
        }

        Tensor p = torch.tensor([0.9f, 0.1f, 0.7f, 0.3f, 0.2f, 0.8f, 0.4f, 0.6f], [4, 2], requires_grad: true);
        Tensor information = GroupInformation.Of(p, TensorBridge.Matrix([1, 0, 1, 0, 0, 1, 0, 1], 4, 2));
        Assert.Equal(expected, information.item<float>(), 1e-6);
        information.backward();
        // ∂I/∂p_ic = (1/B)·log(p_cg / (p_c·p_g)) − 1/B: the sums over a row's clusters differ by the logarithms alone
        float[] gradient = p.grad!.contiguous().data<float>().ToArray();
        double wanted = (Math.Log(0.4 / (0.55 * 0.5)) - Math.Log(0.1 / (0.45 * 0.5))) / 4;
        Assert.Equal(wanted, gradient[0] - gradient[1], 1e-5);
    }
}
