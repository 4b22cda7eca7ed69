using System.Numerics.Tensors;
using TacWeb.Clustering.Centroids;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.ClusterCount;

/// <summary>The K with the best mean silhouette (contract §2, Defaults).</summary>
/// <remarks>
/// For each K in 2 … min(20, ⌊N/3⌋) all rows are clustered by spherical k-means (3 starts); the silhouette with cosine distance is the true one, mean of
/// (b − a)/max(a, b), over a seeded sample of at most 2,000 rows. Equal scores: the smaller K. N of 2 … 5: K = 2; N = 1: K = 1.
/// <para>Source: Rousseeuw, "Silhouettes", J. Comput. Appl. Math. 1987.</para>
/// </remarks>
public sealed class Silhouette : IClusterCountRule
{
    private const int SampleRows = 2000;
    private const int MostClusters = 20;
    private const int Restarts = 3;

    /// <inheritdoc/>
    public string Key => "silhouette";

    /// <inheritdoc/>
    public string Name => "Silhouette";

    /// <inheritdoc/>
    public string Idea => "tries 2 to 20 clusters and takes the number at which images lie nearest their own group and farthest from the next.";

    /// <inheritdoc/>
    public ClusterCountChoice Choose(ClusterInput input, FitContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(context);
        Vectors images = input.Images;
        Requirements.CheckNotEmpty(images.Count);
        Requirements.CheckFinite(images, "images");
        if (images.Count < 6)
        {
            return new ClusterCountChoice(Math.Min(2, images.Count), []);
        }

        int[] sample = Seeds.Sample(images.Count, SampleRows, Seeds.Stream(context.Seed, 3001));
        float[] distances = Distances(images.Take(sample));
        List<ClusterCountScore> scores = [];
        for (int k = 2; k <= Math.Min(MostClusters, images.Count / 3); k++)
        {
            CentroidSettings settings = new(Spherical: true, Restarts, MaxIterations: 100, Seeds.Derive(context.Seed, 3002 + k));
            int[] labels = CentroidSearch.Best([images], k, settings, cancellationToken).Labels;
            scores.Add(new ClusterCountScore(k, Mean(distances, [.. sample.Select(row => labels[row])], k)));
        }

        return new ClusterCountChoice(scores.MaxBy(score => score.Score).ClusterCount, scores); // the first of equals
    }

    /// <summary>The mean silhouette of labelled points; a point alone in its cluster counts 0.</summary>
    /// <param name="distances">[n, n].</param>
    /// <param name="labels">n labels 0 … k − 1.</param>
    /// <param name="k">Number of clusters.</param>
    internal static double Mean(float[] distances, int[] labels, int k)
    {
        int n = labels.Length;
        int[] sizes = new int[k];
        foreach (int label in labels)
        {
            sizes[label]++;
        }

        double total = 0;
        double[] sums = new double[k];
        for (int i = 0; i < n; i++)
        {
            Array.Clear(sums);
            for (int j = 0; j < n; j++)
            {
                sums[labels[j]] += distances[(i * n) + j];
            }

            total += Of(labels[i], sums, sizes);
        }

        return total / n;
    }

    private static double Of(int own, double[] sums, int[] sizes)
    {
        if (sizes[own] < 2)
        {
            return 0;
        }

        double a = sums[own] / (sizes[own] - 1), b = double.PositiveInfinity;
        for (int other = 0; other < sizes.Length; other++)
        {
            b = other != own && sizes[other] > 0 ? Math.Min(b, sums[other] / sizes[other]) : b;
        }

        return double.IsInfinity(b) || Math.Max(a, b) <= 0 ? 0 : (b - a) / Math.Max(a, b);
    }

    /// <summary>1 − cosine of all pairs, [n, n], 0 on the diagonal.</summary>
    private static float[] Distances(Vectors rows)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable noGradient = torch.no_grad();
        torch.Tensor unit = nn.functional.normalize(TensorBridge.Block(rows, 0, rows.Count), 2, 1);
        float[] distances = TensorBridge.ToArray(torch.mm(unit, unit.t()));
        TensorPrimitives.Subtract(1, distances, distances);
        TensorPrimitives.Max(distances, 0, distances);
        for (int i = 0; i < rows.Count; i++)
        {
            distances[(i * rows.Count) + i] = 0;
        }

        return distances;
    }
}
