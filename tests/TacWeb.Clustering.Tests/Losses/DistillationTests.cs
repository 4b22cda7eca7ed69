using TacWeb.Clustering.Losses;

namespace TacWeb.Clustering.Tests.Losses;

public class DistillationTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    public void Perfect_balanced_clusters_reach_the_closed_form(int k)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        Tensor perfect = Made.OneHot(k * 6, k);
        Assert.Equal(Math.Log(1 + (((2 * k) - 2) * Math.Exp(-2))), Distillation.Of(perfect, perfect, 0.5).item<float>(), 1e-5);
    }

    [Fact]
    public void It_is_symmetric_and_larger_for_clusters_in_another_order()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        Tensor a = Made.OneHot(30, 3), b = Made.OneHot(30, 3, shift: 1);
        Assert.Equal(Distillation.Of(a, b, 0.5).item<float>(), Distillation.Of(b, a, 0.5).item<float>(), 1e-6);
        Assert.True(Distillation.Of(a, b, 0.5).item<float>() > Distillation.Of(a, a, 0.5).item<float>() + 1);
    }
}
