using TacWeb.Clustering.Methods.Classic;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Tests.Methods.Classic;

public class SpectralTests
{
    [Fact]
    public void Two_bands_around_a_sphere_are_told_apart_where_k_means_cannot()
    {
        (Vectors rows, int[] truth) = Bands(240);
        ClusterInput input = new(rows) { ClusterCount = 2 };
        Partition spectral = new Spectral(new SpectralOptions { Neighbours = 10 }).Fit(input, new FitContext(0)), means = new KMeans(new KMeansOptions()).Fit(input, new FitContext(0));
        Assert.Equal(1, MadeData.Agreement(truth, spectral.Labels));
        Assert.True(MadeData.Agreement(truth, means.Labels) < 0.5);
    }

    [Fact]
    public void Many_clusters_and_all_equal_rows_stay_in_range()
    {
        ClusterInput many = MadeData.Input().First(60, clusters: 20);
        Assert.All(new Spectral(new SpectralOptions()).Fit(many, new FitContext(0)).Labels, label => Assert.InRange(label, 0, 19));
        Vectors equal = MadeData.Unit(4, [.. Enumerable.Repeat(1f, 80)]);
        Assert.All(new Spectral(new SpectralOptions()).Fit(new ClusterInput(equal) { ClusterCount = 3 }, new FitContext(0)).Labels, label => Assert.InRange(label, 0, 2));
    }

    [Fact]
    public void A_temperature_weighs_edges_and_still_finds_blobs()
    {
        Partition partition = new Spectral(new SpectralOptions { Temperature = 0.1 }).Fit(MadeData.Input(), new FitContext(0));
        Assert.Equal(1, MadeData.Agreement(MadeData.BlobLabels(300, 3), partition.Labels), 1e-9);
    }

    [Fact]
    public void Raw_rows_are_clustered_by_direction()
    {
        Vectors unit = MadeData.Blobs(90, 8, 3, seed: 4);
        Vectors raw = new("raw", 8, unit: false, unit.Values.ToArray().Select((value, i) => value * (1 + (i / 8 % 5))).ToArray());
        IReadOnlyList<int> labels = new Spectral(new SpectralOptions()).Fit(new ClusterInput(raw) { ClusterCount = 3 }, new FitContext(0)).Labels;
        Assert.Equal(labels, new Spectral(new SpectralOptions()).Fit(new ClusterInput(unit) { ClusterCount = 3 }, new FitContext(0)).Labels);
    }

    /// <summary>Circles of latitude at 10° and 45°: near along the circles, apart across.</summary>
    internal static (Vectors Rows, int[] Truth) Bands(int count)
    {
        float[] values = new float[3 * count];
        for (int i = 0; i < count; i++)
        {
            double latitude = (i % 2 == 0 ? 10 : 45) * Math.PI / 180, longitude = 2 * Math.PI * (i / 2) / (count / 2.0);
            (values[3 * i], values[(3 * i) + 1], values[(3 * i) + 2]) = ((float)(Math.Cos(latitude) * Math.Cos(longitude)), (float)(Math.Cos(latitude) * Math.Sin(longitude)), (float)Math.Sin(latitude));
        }

        return (MadeData.Unit(3, values), [.. Enumerable.Range(0, count).Select(i => i % 2)]);
    }
}
