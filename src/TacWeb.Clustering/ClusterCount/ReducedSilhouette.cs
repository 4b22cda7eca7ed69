using TacWeb.Clustering.Centroids;
using TacWeb.Clustering.Projection;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.ClusterCount;

/// <summary>The K with the best mean silhouette on a flat map of the images: on many dimensions silhouettes are flat, on a map they follow the quality (methods §4.4).</summary>
/// <remarks>
/// UMAP of at most 2,000 of the sampled rows, 200 epochs; plain k-means on the map, 5 starts; the true silhouette with Euclidean distances.
/// <para>Source: Rousseeuw 1987; on a reduced space by Lowe et al., "An Empirical Study into Clustering of Unseen Datasets with Self-Supervised Encoders", 2024 (arXiv 2406.02465).</para>
/// </remarks>
public sealed class ReducedSilhouette : SampledRule
{
    private const int MostRows = 2000;
    private const int Epochs = 200;
    private const int Restarts = 5;

    /// <inheritdoc/>
    public override string Key => "reduced-silhouette";

    /// <inheritdoc/>
    public override string Name => "Silhouette on a map";

    /// <inheritdoc/>
    public override string Idea => "lays the images out on a flat map and takes the number of groups that lie clearest apart on it.";

    internal override ClusterCountCurve Judge(CountSample sample)
    {
        int[] few = Seeds.Sample(sample.Rows.Count, MostRows, Seeds.Stream(sample.Seed, 5600));
        Vectors map = new Umap(new UmapOptions { Epochs = Epochs }).Project(few.Length == sample.Rows.Count ? sample.Rows : sample.Rows.Take(few), sample.Seed, null, sample.Token);
        float[] distances = Distances(map);
        ClusterCountScore[] scores = [.. sample.Candidates.Where(k => k <= map.Count / 3).Select(k =>
        {
            CentroidSettings settings = new(Spherical: false, Restarts, MaxIterations: 100, Seeds.Derive(sample.Seed, 5601 + k));
            return new ClusterCountScore(k, Silhouette.Mean(distances, CentroidSearch.Best([map], k, settings, sample.Token).Labels, k));
        })];
        int best = scores.MaxBy(score => score.Score).ClusterCount;
        return new ClusterCountCurve(Key, Name, best, $"Silhouette on a map: {best} groups lie clearest apart.", scores);
    }

    private static float[] Distances(Vectors map)
    {
        int n = map.Count;
        float[] distances = new float[n * n];
        Parallel.For(0, n, i =>
        {
            for (int j = 0; j < n; j++)
            {
                distances[(i * n) + j] = System.Numerics.Tensors.TensorPrimitives.Distance(map[i], map[j]);
            }
        });
        return distances;
    }
}
