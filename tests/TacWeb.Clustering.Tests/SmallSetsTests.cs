namespace TacWeb.Clustering.Tests;

public class SmallSetsTests
{
    [Theory]
    [InlineData(6, 2, "tac")]
    [InlineData(5, 1, "tac-no-train")]
    [InlineData(29, 10, "tac-no-train")]
    [InlineData(30, 10, "tac")]
    [InlineData(1, 1, "tac-no-train")]
    public void Too_few_images_to_train_fall_back_with_a_warning(int count, int k, string expected)
    {
        SmallSetDecision decision = SmallSets.Resolve(ClusteringMethods.Get("tac"), count, k);
        Assert.Equal(expected, decision.Method.Key);
        Assert.Equal(expected == "tac", decision.Warnings.Count == 0);
    }

    [Fact]
    public void Other_methods_run_as_asked()
    {
        SmallSetDecision decision = SmallSets.Resolve(ClusteringMethods.Get("kmeans"), 3, 3);
        Assert.Equal("kmeans", decision.Method.Key);
        Assert.Empty(decision.Warnings);
    }

    [Theory]
    [InlineData(3, 4)]
    [InlineData(3, 0)]
    [InlineData(0, 1)]
    public void K_outside_1_to_N_is_refused(int count, int k) =>
        Assert.Throws<ArgumentException>(() => SmallSets.Resolve(ClusteringMethods.Get("tac"), count, k));
}
