using System.Numerics.Tensors;
using TacWeb.Clustering.Centroids;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Tests.Centroids;

public class CentroidSearchTests
{
    private static readonly CentroidSettings Spherical = new(Spherical: true, Restarts: 5, MaxIterations: 300, Seed: 1);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_finished_start_is_a_fixed_point_of_Lloyds_iteration(bool spherical)
    {
        Vectors rows = MadeData.Blobs(1500, 12, 9, seed: 3, noise: 0.35);
        CentroidResult result = CentroidSearch.Best([rows], 9, Spherical with { Spherical = spherical }, default);
        double[] sums = ClusterSums.Of(rows, result.Labels, 9);
        for (int cluster = 0; cluster < 9; cluster++)
        {
            double[] sum = sums[(cluster * 12)..((cluster + 1) * 12)];
            double scale = spherical ? Math.Sqrt(sum.Sum(value => value * value)) : result.Labels.Count(label => label == cluster);
            Close.To(sum.Select(value => (float)(value / scale)).ToArray(), result.Centres.AsSpan(cluster * 12, 12), 1e-5);
        }

        Assert.Equal(result.Labels, new CentroidAssigner(result.Centres, 12, spherical).Assign(rows));
    }

    [Fact]
    public void The_objective_is_what_the_labels_give()
    {
        Vectors rows = MadeData.Blobs(700, 12, 5, seed: 3, noise: 0.3);
        CentroidResult spherical = CentroidSearch.Best([rows], 5, Spherical, default);
        Assert.Equal(Enumerable.Range(0, 700).Sum(i => (double)TensorPrimitives.Dot(rows[i], spherical.Centres.AsSpan(spherical.Labels[i] * 12, 12))), spherical.Objective, 1e-2);
        Assert.Equal(spherical.Objective / 700, PartitionObjective.Spherical(rows, spherical.Labels, 5), 1e-6);
        CentroidResult plain = CentroidSearch.Best([rows], 5, Spherical with { Spherical = false }, default);
        Assert.Equal(-Enumerable.Range(0, 700).Sum(i => Math.Pow(TensorPrimitives.Distance(rows[i], plain.Centres.AsSpan(plain.Labels[i] * 12, 12)), 2)), plain.Objective, 1e-2);
    }

    [Fact]
    public void More_starts_are_never_worse()
    {
        Vectors rows = MadeData.Blobs(900, 10, 15, seed: 8, noise: 0.3);
        double one = CentroidSearch.Best([rows], 15, Spherical with { Restarts = 1 }, default).Objective;
        Assert.True(CentroidSearch.Best([rows], 15, Spherical with { Restarts = 8 }, default).Objective >= one);
    }

    [Fact]
    public void A_pair_gives_what_its_joined_rows_give()
    {
        Vectors x = MadeData.Blobs(400, 8, 4, seed: 1, noise: 0.3), u = MadeData.Blobs(400, 6, 4, seed: 2, noise: 0.3);
        float[] joined = [.. Enumerable.Range(0, 400).SelectMany(i => x[i].ToArray().Concat(u[i].ToArray()))];
        CentroidResult pair = CentroidSearch.Best([x, u], 4, Spherical, default);
        CentroidResult whole = CentroidSearch.Best([new Vectors("joined", 14, unit: false, joined)], 4, Spherical, default);
        Assert.Equal(whole.Labels, pair.Labels);
        Close.To(whole.Centres, pair.Centres, 1e-5);
    }

    [Fact]
    public void Every_cluster_is_used_while_there_are_enough_distinct_rows()
    {
        Vectors rows = MadeData.Blobs(40, 6, 2, seed: 1, noise: 0.001);
        Assert.Equal(20, CentroidSearch.Best([rows], 20, Spherical with { Restarts = 1 }, default).Labels.Distinct().Count());
        Assert.Equal(40, CentroidSearch.Best([rows], 40, Spherical with { Restarts = 1, Spherical = false }, default).Labels.Distinct().Count());
    }

    [Fact]
    public void Equal_rows_leave_clusters_empty_instead_of_looping()
    {
        Vectors equal = MadeData.Blobs(1, 6, 1, seed: 1).Take(new int[12]);
        CentroidResult result = CentroidSearch.Best([equal], 4, Spherical, default);
        Assert.Single(result.Labels.Distinct());
        Assert.InRange(result.Iterations, 1, 3);
    }

    [Fact]
    public void Many_blocks_and_groups_of_starts_give_the_same_as_few()
    {
        Vectors rows = MadeData.Blobs(9000, 6, 3, seed: 5);
        CentroidResult result = CentroidSearch.Best([rows], 3, Spherical, default);
        Assert.Equal(1, MadeData.Agreement(MadeData.BlobLabels(9000, 3), result.Labels), 1e-9);
        Assert.Equal(result.Labels, CentroidSearch.Best([rows], 3, Spherical, default).Labels);
    }
}
