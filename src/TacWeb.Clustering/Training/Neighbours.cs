using System.Numerics.Tensors;
using TacWeb.Clustering.Centroids;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Training;

/// <summary>The nearest rows of each row by inner product, exact, nearest first, ties by row number: [N, N̂] ints.</summary>
/// <remarks>
/// The row itself is left out by its number. The authors' code takes the top N̂ + 1 and drops the first column, which with equal rows need not be the
/// row itself. Pairs of blocks are multiplied once, S = X_I·X_Jᵀ serving the rows of I and of J.
/// </remarks>
internal sealed class Neighbours
{
    private const int BlockRows = 2048;
    private readonly int[] _rows;

    private Neighbours(int count, int perRow, int[] rows) => (Count, PerRow, _rows) = (count, perRow, rows);

    /// <summary>Given lists, [N, N̂] row numbers; taken over.</summary>
    public static Neighbours Of(int count, int perRow, int[] rows) => new(count, perRow, rows);

    /// <summary>N.</summary>
    public int Count { get; }

    /// <summary>N̂.</summary>
    public int PerRow { get; }

    /// <summary>The neighbours of one row.</summary>
    public ReadOnlySpan<int> this[int row] => _rows.AsSpan(row * PerRow, PerRow);

    /// <summary>Finds them.</summary>
    /// <param name="vectors">[N, d], N ≥ 2.</param>
    /// <param name="perRow">N̂, 1 … N − 1.</param>
    /// <param name="cancellationToken">Checked once a pair of blocks.</param>
    /// <param name="euclidean">Nearest by Euclidean distance instead: x·y − ‖x‖²/2 − ‖y‖²/2, the same order for unit rows.</param>
    public static Neighbours Find(Vectors vectors, int perRow, CancellationToken cancellationToken, bool euclidean = false)
    {
        float[] halves = euclidean ? [.. Enumerable.Range(0, vectors.Count).Select(row => TensorPrimitives.SumOfSquares(vectors[row]) / 2)] : [];
        NearestRows nearest = new(vectors.Count, perRow);
        using DisposeScope everything = torch.NewDisposeScope();
        using IDisposable noGradient = torch.no_grad();
        using RowBlocks blocks = new([vectors], BlockRows);
        float[] products = [];
        for (int j = 0; j < blocks.BlockCount; j++)
        {
            using DisposeScope column = torch.NewDisposeScope();
            torch.Tensor[] columns = [TensorBridge.Block(vectors, blocks.Start(j), blocks.Rows(j)).t()];
            for (int i = 0; i <= j; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                using DisposeScope pair = torch.NewDisposeScope();
                TensorBridge.CopyTo(blocks.Products(i, columns), ref products); // [rows of i, rows of j]
                if (euclidean)
                {
                    Subtract(products, halves.AsSpan(blocks.Start(i), blocks.Rows(i)), halves.AsSpan(blocks.Start(j), blocks.Rows(j)));
                }

                nearest.Offer(products, blocks.Start(i), blocks.Rows(i), blocks.Start(j), blocks.Rows(j));
            }
        }

        return new Neighbours(vectors.Count, perRow, nearest.Sorted());
    }

    private static void Subtract(float[] products, ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        for (int i = 0; i < first.Length; i++)
        {
            Span<float> row = products.AsSpan(i * second.Length, second.Length);
            TensorPrimitives.Subtract(row, second, row);
            TensorPrimitives.Subtract(row, first[i], row);
        }
    }
}
