using TacWeb.Clustering.Centroids;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Tests.Centroids;

public class BalancedCentroidsTests
{
    [Theory, InlineData(10, 3), InlineData(12, 4), InlineData(101, 7), InlineData(5, 5), InlineData(4, 1)]
    public void Sizes_differ_by_at_most_1(int count, int m)
    {
        CentroidResult result = BalancedCentroids.Best(MadeData.Blobs(count, 8, 2, seed: 3), m, new CentroidSettings(false, 2, 30, 0), default);
        int[] sizes = [.. result.Labels.CountBy(label => label).Select(pair => pair.Value)];
        Assert.Equal((m, count), (sizes.Length, sizes.Sum()));
        Assert.True(sizes.Max() - sizes.Min() <= 1);
    }

    [Fact]
    public void Rows_with_the_largest_margin_choose_first()
    {
        // all four rows are nearest to the first centre, which holds two
        Vectors rows = new("line", 1, unit: false, new float[] { 0, 1, 2, 3 });
        Assert.Equal([0, 0, 1, 1], BalancedCentroids.Assign(rows, [0, 10], 2, default));
    }

    [Fact]
    public void Equal_blobs_are_found() => Assert.Equal(1, MadeData.Agreement(
        MadeData.BlobLabels(300, 3), BalancedCentroids.Best(MadeData.Blobs(300, 16, 3, seed: 1), 3, new CentroidSettings(false, 3, 50, 0), default).Labels), 1e-9);
}
