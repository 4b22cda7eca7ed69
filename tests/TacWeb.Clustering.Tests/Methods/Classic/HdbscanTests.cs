using TacWeb.Clustering.Methods.Classic;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Tests.Methods.Classic;

public class HdbscanTests
{
    [Fact]
    public void Blobs_of_unequal_size_are_found_and_what_lies_far_from_all_is_noise()
    {
        float[] values = [.. Blob(0, 0, 120, 1), .. Blob(10, 0, 60, 2), .. Blob(0, 10, 30, 3), -15, -15, 25, 25, 30, -30];
        Partition partition = new Hdbscan(new HdbscanOptions { MinClusterSize = 10 }).Fit(new ClusterInput(new Vectors("made", 2, unit: false, values)), new FitContext(0));
        Assert.Equal(3, partition.ClusterCount);
        Assert.Equal([0, 1, 2], new[] { partition.Labels[0], partition.Labels[125], partition.Labels[185] }); // numbered by their first row
        Assert.All(partition.Labels.TakeLast(3), label => Assert.Equal(Partition.Noise, label));
        Assert.True(partition.Labels.Count(label => label == Partition.Noise) < 30);
        Assert.All(partition.Labels.Zip(partition.Confidences!), pair => Assert.Equal(pair.First == Partition.Noise, pair.Second == 0));
        Assert.Equal(1, partition.Confidences!.Max());
        int[] placed = partition.Assigner!.Assign(new Vectors("new", 2, unit: false, new float[] { 0.1f, 0.1f, 10.1f, 0, 0, 9.9f, 26, 24 }));
        Assert.Equal([0, 1, 2, Partition.Noise], placed);
    }

    [Fact]
    public void A_set_without_a_gap_is_one_cluster_with_a_warning()
    {
        FitContext context = new(0);
        float[] line = [.. Enumerable.Range(0, 40).Select(i => (float)i)];
        Partition partition = new Hdbscan(new HdbscanOptions()).Fit(new ClusterInput(new Vectors("line", 1, unit: false, line)), context);
        Assert.Equal(1, partition.ClusterCount);
        Assert.All(partition.Labels, label => Assert.Equal(0, label));
        Assert.Contains("one cluster", Assert.Single(context.Warnings), StringComparison.Ordinal);
    }

    private static float[] Blob(float x, float y, int count, int seed) => [.. MadeData.Normal(2 * count, seed, 0.7).Select((value, i) => value + (i % 2 == 0 ? x : y))];
}
