using TacWeb.Clustering.Losses;

namespace TacWeb.Clustering.Tests.Losses;

public class BalanceTests
{
    [Fact]
    public void Two_log_K_when_all_clusters_are_used_and_zero_when_one_is()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        Assert.Equal(2 * Math.Log(5), Balance.Of(Made.OneHot(20, 5), Made.Uniform(20, 5)).item<float>(), 1e-5);
        Assert.Equal(0, Balance.Of(Made.OneHot(1, 5), Made.OneHot(1, 5)).item<float>(), 1e-5);
    }
}
