using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Tests;

public class CollapseAlarmTests
{
    [Fact]
    public void One_cluster_that_takes_all_is_told()
    {
        string sentence = CollapseAlarm.Of(Partition(4, [.. Enumerable.Repeat(0, 97), 1, 1, 2]))!;
        Assert.Contains("3 of 4 are used, and the largest holds 97 % of the images", sentence, StringComparison.Ordinal);
        Assert.Contains("1 of 2 are used", CollapseAlarm.Of(Partition(2, 0, 0, 0)), StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_clusters_beside_full_ones_are_counted() =>
        Assert.Equal("Only 3 of 4 clusters are used; the others are empty.", CollapseAlarm.Of(Partition(4, 0, 1, 2, 0, 1, 2)));

    [Fact]
    public void Nothing_is_told_of_used_clusters_a_single_one_or_noise()
    {
        Assert.Null(CollapseAlarm.Of(Partition(2, 0, 0, 0, 1)));
        Assert.Null(CollapseAlarm.Of(Partition(1, 0, 0)));
        Assert.Null(CollapseAlarm.Of(Partition(2, -1, -1)));
        Assert.Null(CollapseAlarm.Of(Partition(2, -1, -1, -1, -1, 0, 1)));
    }

    private static Partition Partition(int clusters, params int[] labels) => new() { Labels = labels, ClusterCount = clusters };
}
