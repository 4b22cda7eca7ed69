using TacWeb.Clustering.Centroids;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Training;

/// <summary>The nearest rows of each row by Euclidean distance, exact, nearest first: for codes and raw rows, whose inner product is no measure of nearness.</summary>
internal static class NearestByDistance
{
    private const int BlockRows = 512;

    /// <param name="rows">[N, d], N ≥ 2.</param>
    /// <param name="perRow">A few, at most N − 1.</param>
    /// <param name="cancellationToken">Checked once a pair of blocks.</param>
    public static Neighbours Find(Vectors rows, int perRow, CancellationToken cancellationToken)
    {
        if (rows.IsUnit)
        {
            return Neighbours.Find(rows, perRow, cancellationToken);
        }

        float[] halves = [.. Enumerable.Range(0, rows.Count).Select(row => System.Numerics.Tensors.TensorPrimitives.SumOfSquares(rows[row]) / 2)];
        int[] nearest = new int[rows.Count * perRow];
        using DisposeScope everything = torch.NewDisposeScope();
        using IDisposable noGradient = torch.no_grad();
        using RowBlocks blocks = new([rows], 8192);
        for (int start = 0; start < rows.Count; start += BlockRows)
        {
            int count = Math.Min(BlockRows, rows.Count - start);
            Block(rows, blocks, start, count, halves, nearest.AsMemory(start * perRow, count * perRow), perRow, cancellationToken);
        }

        return Neighbours.Of(rows.Count, perRow, nearest);
    }

    private static void Block(Vectors rows, RowBlocks blocks, int start, int count, float[] halves, Memory<int> nearest, int perRow, CancellationToken cancellationToken)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        Tensor queries = TensorBridge.Block(rows, start, count);
        float[] distances = new float[count * perRow], products = [];
        Array.Fill(distances, float.PositiveInfinity);
        for (int block = 0; block < blocks.BlockCount; block++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using DisposeScope pair = torch.NewDisposeScope();
            TensorBridge.CopyTo(torch.mm(queries, TensorBridge.Block(rows, blocks.Start(block), blocks.Rows(block)).t()), ref products); // [queries, rows of the block]
            (float[] found, int first, int width) = (products, blocks.Start(block), blocks.Rows(block));
            Parallel.For(0, count, query =>
            {
                for (int j = 0; j < width; j++)
                {
                    if (first + j != start + query)
                    {
                        Offer(distances.AsSpan(query * perRow, perRow), nearest.Span.Slice(query * perRow, perRow), halves[first + j] - found[(query * width) + j], first + j);
                    }
                }
            });
        }
    }

    private static void Offer(Span<float> distances, Span<int> nearest, float distance, int row)
    {
        if (distance >= distances[^1])
        {
            return;
        }

        int place = distances.Length - 1;
        for (; place > 0 && distance < distances[place - 1]; place--)
        {
            (distances[place], nearest[place]) = (distances[place - 1], nearest[place - 1]);
        }

        (distances[place], nearest[place]) = (distance, row);
    }
}
