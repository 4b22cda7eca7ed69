using TacWeb.Clustering.Losses;

namespace TacWeb.Clustering.Tests.Losses;

public class ConsistencyTests
{
    [Fact]
    public void Zero_for_equal_one_hot_and_log_K_for_uniform()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        Assert.Equal(0, Consistency.Of(Made.OneHot(12, 4), Made.OneHot(12, 4)).item<float>(), 1e-6);
        Assert.Equal(Math.Log(4), Consistency.Of(Made.Uniform(12, 4), Made.Uniform(12, 4)).item<float>(), 1e-5);
    }

    [Fact]
    public void Floored_at_minus_100_where_the_heads_contradict_each_other()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        Assert.Equal(100, Consistency.Of(Made.OneHot(12, 4), Made.OneHot(12, 4, shift: 1)).item<float>(), 1e-3);
    }

    [Fact]
    public void The_gradient_stays_a_number_where_the_heads_contradict_each_other()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        Tensor image = Made.OneHot(12, 4).requires_grad_(), text = Made.OneHot(12, 4, shift: 1);
        Consistency.Of(image, text).backward();
        Assert.All(image.grad!.data<float>().ToArray(), value => Assert.True(float.IsFinite(value)));
    }
}
