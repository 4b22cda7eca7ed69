using TacWeb.Core.Evaluation;
using TacWeb.Core.Numerics;

namespace TacWeb.Core.Tests.Evaluation;

public sealed class PartitionHealthTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_silhouette_is_that_of_a_naive_computation(bool unit)
    {
        Random random = new(5);
        const int count = 200, dimension = 19, clusters = 6;
        float[] values = [.. Enumerable.Range(0, count * dimension).Select(_ => random.NextSingle() - 0.3f)];
        int[] labels = [.. Enumerable.Range(0, count).Select(i => i == 0 ? 5 : random.Next(-1, 4))];   // cluster 4 is empty, cluster 5 a single image
        Vectors raw = new("x", dimension, unit: false, values);
        Health health = PartitionHealth.Measure(labels, clusters, unit ? UnitRows.Of(raw) : raw, [.. labels.Select(label => label == 0 ? 1f : 0.5f)]);
        Assert.Equal(NaiveSilhouette(labels, clusters, UnitRows.Of(raw)), health.Silhouette, 1e-6);
        Assert.Equal(5, health.UsedClusters);
        Assert.Equal(1, health.Smallest);
        int[] sizes = [.. labels.Where(label => label >= 0).GroupBy(label => label).Select(group => group.Count())];
        Assert.Equal(sizes.Max(), health.Largest);
        Assert.Equal(-sizes.Sum(size => (double)size / sizes.Sum() * Math.Log((double)size / sizes.Sum())) / Math.Log(clusters), health.NormalizedEntropy, 1e-12);
        Assert.Equal(labels.Average(label => label == 0 ? 1 : 0.5), health.MeanConfidence, 1e-12);
        Assert.Equal(labels.Average(label => label < 0 ? 1.0 : 0), health.Noise, 1e-12);
    }

    [Fact]
    public void Clear_clusters_have_a_silhouette_of_one()
    {
        Health health = PartitionHealth.Measure([0, 0, 1, 1], 2, new Vectors("x", 2, unit: true, new float[] { 1, 0, 1, 0, 0, 1, 0, 1 }), [1, 1, 1, 1]);
        Assert.Equal(new Health(2, 2, 2, 1, 1, 1), health);
    }

    [Fact]
    public void One_cluster_and_noise_alone_have_silhouette_zero()
    {
        Vectors two = new("x", 2, unit: true, new float[] { 1, 0, 0, 1 });
        Assert.Equal(new Health(1, 2, 2, 1, 0.5, 0), PartitionHealth.Measure([0, 0], 1, two, [0.5f, 0.5f]));
        Assert.Equal(new Health(0, 0, 0, 0, 0, 0) { Noise = 1 }, PartitionHealth.Measure([-1, -1], 3, two, [0, 0]));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Vectors two = new("x", 2, unit: true, new float[] { 1, 0, 0, 1 });
        Assert.Throws<ArgumentException>(() => PartitionHealth.Measure([0, 1, 1], 2, two, [1, 1, 1]));
        Assert.Throws<ArgumentException>(() => PartitionHealth.Measure([0, 2], 2, two, [1, 1]));
        Assert.Throws<ArgumentException>(() => PartitionHealth.Measure([0, 1], 2, two, [1]));
    }

    private static double NaiveSilhouette(int[] labels, int clusters, Vectors unit)
    {
        double[][] centres = [.. Enumerable.Range(0, clusters).Select(cluster => Centre(labels, cluster, unit))];
        List<double> values = [];
        for (int i = 0; i < labels.Length; i++)
        {
            if (labels[i] < 0)
            {
                continue;
            }

            double Distance(int cluster) => 1 - centres[cluster].Select((value, j) => value * unit[i][j]).Sum();
            double own = Distance(labels[i]), other = Enumerable.Range(0, clusters).Where(cluster => cluster != labels[i] && labels.Contains(cluster)).Min(Distance);
            values.Add(labels.Count(label => label == labels[i]) == 1 ? 0 : (other - own) / Math.Max(own, other));
        }

        return values.Average();
    }

    private static double[] Centre(int[] labels, int cluster, Vectors unit)
    {
        double[] sum = new double[unit.Dimension];
        for (int i = 0; i < labels.Length; i++)
        {
            for (int j = 0; j < sum.Length && labels[i] == cluster; j++)
            {
                sum[j] += unit[i][j];
            }
        }

        double norm = Math.Sqrt(sum.Sum(value => value * value));
        return [.. sum.Select(value => norm == 0 ? 0 : value / norm)];
    }
}
