using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Methods.Structural;
using TacWeb.Clustering.Tests.Golden;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Tests.Methods.Structural;

public class JuleTests
{
    [Fact]
    public void Triplet_loss_and_gradients_equal_the_script() => GoldenLosses.Check("triplet", (input, integers) => TripletLoss.Of(input("z"), integers("triplets")));

    [Theory]
    [InlineData(60, 7)]
    [InlineData(130, 15)] // above 100 clusters the gaps count; below 12 no affinity is left here
    public void Merges_equal_those_by_the_definition(int count, int clusters)
    {
        Vectors rows = MadeData.Blobs(count, 6, 5, seed: 3, noise: 0.2);
        Neighbours nearest = Neighbours.Find(rows, 6, CancellationToken.None, euclidean: true);
        DegreeLinkage linkage = new(rows, nearest, 1, 5, 1, [.. Enumerable.Range(0, count)]);
        linkage.MergeTo(clusters, CancellationToken.None);
        Assert.Equal(clusters, linkage.Labels().Distinct().Count());
        Assert.Equal(1, MadeData.Agreement(Slowly(rows, nearest, clusters), linkage.Labels()), 1e-12);
    }

    [Fact]
    public void Clusters_without_affinity_join_the_nearest_mean()
    {
        Vectors rows = new("made", 1, unit: false, new float[] { 0, 0.1f, 10, 10.1f, 13 });
        DegreeLinkage linkage = new(rows, Neighbours.Of(5, 1, [1, 0, 3, 2, 3]), 1e-3, 5, 1, [0, 1, 2, 3, 4]);
        linkage.MergeTo(2, CancellationToken.None);
        Assert.Equal([0, 0, 1, 1, 1], linkage.Labels());
    }

    [Fact]
    public void Chains_end_at_rows_that_have_a_cluster() =>
        Assert.Equal([0, 0, 0, 1, 1], NearestChains.Of(Neighbours.Of(5, 1, [1, 2, 1, 4, 3])));

    [Fact]
    public void Periods_merge_a_share_and_end_at_K() => Assert.Equal([500, 50, 10], Jule.Periods(5000, 10, 0.9));

    [Fact]
    public void Triplets_hold_pairs_of_one_cluster_and_rows_of_another()
    {
        int[] labels = [.. Enumerable.Range(0, 60).Select(row => row % 3)];
        foreach ((int[] rows, ReadOnlyMemory<int> batch) in new JuleTriplets(labels, 0).Epoch(20))
        {
            Assert.All(batch.ToArray().Chunk(3), t => Assert.True(labels[rows[t[0]]] == labels[rows[t[1]]] && rows[t[0]] != rows[t[1]] && labels[rows[t[0]]] != labels[rows[t[2]]]));
        }
    }

    [Fact]
    public void A_sample_is_merged_and_the_others_join_and_pixels_train_convolutions()
    {
        ClusterInput input = MadeData.Input();
        Partition sampled = new Jule(JuleOptions.ForTests with { MostImages = 100 }).Fit(input, new FitContext(0));
        Assert.True(MadeData.Agreement(MadeData.BlobLabels(300, 3), sampled.Labels) >= 0.9);
        Partition pixels = new Jule(JuleOptions.ForTests with { Pixels = true, Epochs = 1 }).Fit(MadeData.Input(count: 60), new FitContext(0));
        Assert.Equal(60, pixels.Labels.Count);
    }

    private static int[] Slowly(Vectors rows, Neighbours nearest, int wanted)
    {
        int n = rows.Count;
        double[,] w = new double[n, n];
        double mean = Pairs(nearest).Average(pair => Square(rows, pair.Row, pair.Other));
        foreach ((int row, int other) in Pairs(nearest))
        {
            w[row, other] = Math.Exp(-Square(rows, row, other) / mean);
        }

        List<List<int>> clusters = [.. Enumerable.Range(0, n).Select(row => new List<int> { row })];
        while (clusters.Count > wanted)
        {
            (double best, int first, int second) = (double.NegativeInfinity, 0, 0);
            for (int i = 0; i < clusters.Count; i++)
            {
                (double A, int J)[] near = [.. Enumerable.Range(0, clusters.Count).Where(j => j != i).Select(j => (Affinity(w, clusters[i], clusters[j]) + Affinity(w, clusters[j], clusters[i]), j)).OrderByDescending(pair => pair.Item1).Take(5)];
                double score = near[0].A + (clusters.Count > 100 ? near.Skip(1).Sum(pair => near[0].A - pair.A) / 4 : 0);
                (best, first, second) = near[0].A > 0 && score > best ? (score, i, near[0].J) : (best, first, second);
            }

            clusters[first].AddRange(clusters[second]);
            clusters.RemoveAt(second);
        }

        int[] labels = new int[n];
        for (int cluster = 0; cluster < clusters.Count; cluster++)
        {
            clusters[cluster].ForEach(row => labels[row] = cluster);
        }

        return labels;
    }

    private static double Affinity(double[,] w, List<int> from, List<int> to) =>
        to.Sum(v => from.Sum(u => w[u, v]) * from.Sum(u => w[v, u])) / ((double)from.Count * from.Count);

    private static IEnumerable<(int Row, int Other)> Pairs(Neighbours nearest) =>
        Enumerable.Range(0, nearest.Count).SelectMany(row => nearest[row].ToArray().Select(other => (row, other)));

    private static double Square(Vectors rows, int a, int b) => Math.Pow(System.Numerics.Tensors.TensorPrimitives.Distance(rows[a], rows[b]), 2);
}
