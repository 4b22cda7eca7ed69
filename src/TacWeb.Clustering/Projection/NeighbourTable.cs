using System.Numerics.Tensors;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Projection;

/// <summary>The nearest rows of each row with their cosine distances 1 − x·y, nearest first.</summary>
/// <param name="perRow">k.</param>
/// <param name="rows">[N, k] row numbers.</param>
/// <param name="distances">[N, k], 0 … 2.</param>
internal sealed class NeighbourTable(int perRow, int[] rows, float[] distances)
{
    /// <summary>N.</summary>
    public int Count => rows.Length / perRow;

    /// <summary>k.</summary>
    public int PerRow => perRow;

    public ReadOnlySpan<int> Rows(int row) => rows.AsSpan(row * perRow, perRow);

    public ReadOnlySpan<float> Distances(int row) => distances.AsSpan(row * perRow, perRow);

    /// <summary>The exact ones, from blocks of products.</summary>
    /// <param name="images">[N, d] unit rows, N ≥ 2.</param>
    /// <param name="perRow">1 … N − 1.</param>
    /// <param name="cancellationToken">Checked once a pair of blocks.</param>
    public static NeighbourTable Exact(Vectors images, int perRow, CancellationToken cancellationToken)
    {
        Neighbours nearest = Neighbours.Find(images, perRow, cancellationToken);
        int[] rows = new int[images.Count * perRow];
        float[] distances = new float[rows.Length];
        Parallel.For(0, images.Count, row =>
        {
            ReadOnlySpan<int> found = nearest[row];
            for (int j = 0; j < perRow; j++)
            {
                rows[(row * perRow) + j] = found[j];
                distances[(row * perRow) + j] = Distance(images[row], images[found[j]]);
            }
        });
        return new NeighbourTable(perRow, rows, distances);
    }

    /// <summary>1 − x·y of unit rows, not below 0.</summary>
    public static float Distance(ReadOnlySpan<float> first, ReadOnlySpan<float> second) => MathF.Max(0, 1 - TensorPrimitives.Dot(first, second));
}
