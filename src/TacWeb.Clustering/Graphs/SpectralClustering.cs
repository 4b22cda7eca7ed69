using System.Numerics.Tensors;
using TacWeb.Clustering.Centroids;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Graphs;

/// <summary>Clusters the rows of any symmetric sparse affinity: first K eigenvectors of the normalised Laplacian, rows of length 1, k-means (Ng, Jordan and Weiss, NIPS 2001).</summary>
internal static class SpectralClustering
{
    private const int MaxIterations = 300;

    /// <param name="graph">The affinity; <see cref="MutualGraph"/> makes one from vectors or from given lists.</param>
    /// <param name="clusters">K, 1 … N.</param>
    /// <param name="restarts">Starts of k-means.</param>
    /// <param name="seed">Of Lanczos' start vector and of k-means.</param>
    /// <param name="cancellationToken">Checked once a product and once a block.</param>
    /// <returns>N labels 0 … K − 1.</returns>
    public static int[] Labels(SparseGraph graph, int clusters, int restarts, int seed, CancellationToken cancellationToken) =>
        Labels(SpectralEmbedding.Of(graph, clusters, Seeds.Derive(seed, 5001), cancellationToken), clusters, restarts, seed, cancellationToken);

    /// <summary>The same from an embedding that has K axes or more: its first K, or as many as there are islands.</summary>
    public static int[] Labels(SpectralEmbedding embedding, int clusters, int restarts, int seed, CancellationToken cancellationToken)
    {
        int axes = Math.Clamp(embedding.Values.Count(value => value == 0), Math.Min(clusters, embedding.Values.Length), embedding.Values.Length);
        Vectors rows = Unit(First(embedding.Rows, axes));
        return CentroidSearch.Best([rows], clusters, new CentroidSettings(Spherical: false, restarts, MaxIterations, seed), cancellationToken).Labels;
    }

    private static Vectors First(Vectors rows, int axes)
    {
        if (axes == rows.Dimension)
        {
            return rows;
        }

        float[] values = new float[rows.Count * axes];
        for (int row = 0; row < rows.Count; row++)
        {
            rows[row][..axes].CopyTo(values.AsSpan(row * axes));
        }

        return new Vectors(rows.Source, axes, unit: false, values);
    }

    private static Vectors Unit(Vectors rows)
    {
        float[] values = rows.Values.ToArray();
        Parallel.For(0, rows.Count, i =>
        {
            Span<float> row = values.AsSpan(i * rows.Dimension, rows.Dimension);
            TensorPrimitives.Divide(row, MathF.Max(TensorPrimitives.Norm<float>(row), 1e-20f), row);
        });
        return new Vectors(rows.Source, rows.Dimension, unit: true, values);
    }
}
