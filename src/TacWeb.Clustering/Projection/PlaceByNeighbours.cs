using TacWeb.Clustering.Centroids;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Projection;

/// <summary>Places rows that were not laid out at the mean of their nearest laid-out rows, weighted by UMAP's memberships.</summary>
internal static class PlaceByNeighbours
{
    private const int BlockRows = 1024;

    /// <param name="images">[N, d] unit rows.</param>
    /// <param name="chosen">Row numbers of the laid-out ones, ascending.</param>
    /// <param name="layout">[chosen.Length, 2].</param>
    /// <param name="perRow">Neighbours that count.</param>
    /// <param name="progress">Share of the rows that are placed.</param>
    /// <param name="cancellationToken">Checked once a block.</param>
    /// <returns>[N, 2].</returns>
    public static float[] Run(Vectors images, int[] chosen, float[] layout, int perRow, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        float[] positions = new float[images.Count * 2];
        int[] places = new int[images.Count];
        Array.Fill(places, -1);
        for (int i = 0; i < chosen.Length; i++)
        {
            places[chosen[i]] = i;
            layout.AsSpan(2 * i, 2).CopyTo(positions.AsSpan(2 * chosen[i]));
        }

        int[] rest = [.. Enumerable.Range(0, images.Count).Where(row => places[row] < 0)];
        Vectors known = images.Take(chosen);
        using DisposeScope everything = torch.NewDisposeScope();
        using IDisposable noGradient = torch.no_grad();
        using RowBlocks blocks = new([known], 4096);
        for (int start = 0; start < rest.Length; start += BlockRows)
        {
            int[] rows = rest[start..Math.Min(rest.Length, start + BlockRows)];
            Place(images, rows, blocks, layout, perRow, positions, cancellationToken);
            progress?.Report((double)(start + rows.Length) / rest.Length);
        }

        return positions;
    }

    private static void Place(Vectors images, int[] rows, RowBlocks blocks, float[] layout, int perRow, float[] positions, CancellationToken cancellationToken)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        Tensor[] columns = [TensorBridge.Rows(images, rows).t()];
        int[] nearest = new int[rows.Length * perRow];
        float[] distances = new float[rows.Length * perRow], products = [];
        Array.Fill(distances, float.PositiveInfinity);
        for (int block = 0; block < blocks.BlockCount; block++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using DisposeScope pair = torch.NewDisposeScope();
            TensorBridge.CopyTo(blocks.Products(block, columns), ref products); // [rows of the block, rows]
            (int first, int count, float[] found) = (blocks.Start(block), blocks.Rows(block), products);
            Parallel.For(0, Environment.ProcessorCount, part =>
            {
                int from = part * rows.Length / Environment.ProcessorCount, to = (part + 1) * rows.Length / Environment.ProcessorCount;
                for (int i = 0; i < count; i++)
                {
                    for (int column = from; column < to; column++)
                    {
                        Insert(nearest, distances, column * perRow, perRow, first + i, MathF.Max(0, 1 - found[(i * rows.Length) + column]));
                    }
                }
            });
        }

        Parallel.For(0, rows.Length, column => Mean(nearest.AsSpan(column * perRow, perRow), distances.AsSpan(column * perRow, perRow), layout, positions.AsSpan(2 * rows[column], 2)));
    }

    private static void Insert(int[] nearest, float[] distances, int start, int keep, int row, float distance)
    {
        int place = start + keep - 1;
        if (distance >= distances[place])
        {
            return; // rows come in order, so an equal one is later
        }

        for (; place > start && distance < distances[place - 1]; place--)
        {
            (nearest[place], distances[place]) = (nearest[place - 1], distances[place - 1]);
        }

        (nearest[place], distances[place]) = (row, distance);
    }

    private static void Mean(ReadOnlySpan<int> nearest, ReadOnlySpan<float> distances, float[] layout, Span<float> position)
    {
        Span<float> members = stackalloc float[nearest.Length];
        FuzzyGraph.Memberships(distances, 0, members);
        float x = 0, y = 0, total = 0;
        for (int j = 0; j < nearest.Length; j++)
        {
            x += members[j] * layout[2 * nearest[j]];
            y += members[j] * layout[(2 * nearest[j]) + 1];
            total += members[j];
        }

        (position[0], position[1]) = (x / total, y / total);
    }
}
