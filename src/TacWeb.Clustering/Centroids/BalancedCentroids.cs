using TacWeb.Clustering.Concepts;
using TacWeb.Core.Numerics;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace TacWeb.Clustering.Centroids;

/// <summary>k-means whose clusters differ in size by at most 1 (MoDE; methods §2.6).</summary>
/// <remarks>
/// Rows come in the order of their margin (second best minus best distance, largest first); a row whose centre is full takes its nearest free one. ⌊N/m⌋ rows fill a centre; one row more goes to a centre as long as fewer than N mod m
/// have one. Then centres become means. Ends when no label changes. The N × m distances never exist as a whole.
/// </remarks>
internal static class BalancedCentroids
{
    private const int BlockRows = 4096;

    /// <summary>The best of all starts: labels and means, [m, d].</summary>
    /// <param name="rows">[N, d].</param>
    /// <param name="m">1 … N.</param>
    /// <param name="settings">Starts, iterations, seed; always plain, Euclidean.</param>
    /// <param name="cancellationToken">Checked once a block.</param>
    public static CentroidResult Best(Vectors rows, int m, CentroidSettings settings, CancellationToken cancellationToken)
    {
        CentroidResult? best = null;
        foreach (int[] first in CentroidSeeding.Draw([rows], m, spherical: false, m == 1 ? 1 : settings.Restarts, settings.Seed, cancellationToken))
        {
            CentroidResult run = Run(rows, rows.Take(first).Values.ToArray(), m, settings.MaxIterations, cancellationToken);
            best = best is null || run.Objective > best.Objective ? run : best;
        }

        return best!;
    }

    /// <summary>Labels of rows in the order of their margins, every cluster holding ⌊N/m⌋ rows or one more.</summary>
    /// <param name="rows">[N, d].</param>
    /// <param name="centres">[m, d].</param>
    /// <param name="m">Number of centres.</param>
    /// <param name="cancellationToken">Checked once a block.</param>
    public static int[] Assign(Vectors rows, float[] centres, int m, CancellationToken cancellationToken)
    {
        int[] nearest = new int[rows.Count], sizes = new int[m];
        float[] margins = new float[rows.Count], squares = new float[m];
        for (int centre = 0; centre < m; centre++)
        {
            squares[centre] = TensorPrimitives.SumOfSquares<float>(centres.AsSpan(centre * rows.Dimension, rows.Dimension));
        }

        Nearest(rows, centres, squares, nearest, margins, cancellationToken);
        int[] labels = new int[rows.Count];
        (int least, int larger) = (rows.Count / m, rows.Count % m);
        foreach (int row in Enumerable.Range(0, rows.Count).OrderByDescending(row => margins[row]).ThenBy(row => row))
        {
            bool Free(int centre) => sizes[centre] < least || (sizes[centre] == least && larger > 0);
            int chosen = Free(nearest[row]) ? nearest[row] : NearestFree(rows[row], centres, squares, Free);
            larger -= ++sizes[chosen] > least ? 1 : 0;
            labels[row] = chosen;
        }

        return labels;
    }

    private static CentroidResult Run(Vectors rows, float[] centres, int m, int iterations, CancellationToken cancellationToken)
    {
        int[] labels = [];
        double objective = 0;
        int iteration = 0;
        for (; iteration < iterations; iteration++)
        {
            int[] next = Assign(rows, centres, m, cancellationToken);
            if (next.AsSpan().SequenceEqual(labels))
            {
                break;
            }

            labels = next;
            (centres, objective) = Means(rows, labels, m);
        }

        return new CentroidResult(labels, centres, objective, iteration);
    }

    /// <summary>Means, and Σ n_c‖mean_c‖², which grows as the squared distances shrink.</summary>
    private static (float[] Centres, double Objective) Means(Vectors rows, int[] labels, int m)
    {
        double[] sums = ClusterSums.Of(rows, labels, m);
        int[] sizes = new int[m];
        foreach (int label in labels)
        {
            sizes[label]++;
        }

        float[] centres = new float[sums.Length];
        double objective = 0;
        for (int i = 0; i < sums.Length; i++)
        {
            int size = Math.Max(1, sizes[i / rows.Dimension]);
            centres[i] = (float)(sums[i] / size);
            objective += sums[i] * sums[i] / size;
        }

        return (centres, objective);
    }

    private static void Nearest(Vectors rows, float[] centres, float[] squares, int[] nearest, float[] margins, CancellationToken cancellationToken)
    {
        int m = squares.Length;
        using DisposeScope everything = torch.NewDisposeScope();
        using IDisposable noGradient = torch.no_grad();
        Tensor columns = TensorBridge.Matrix(centres, m, rows.Dimension).t();
        float[] products = [];
        foreach ((int start, int count) in NounFilter.Chunks(rows.Count, BlockRows))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using DisposeScope block = torch.NewDisposeScope();
            TensorBridge.CopyTo(torch.mm(TensorBridge.Block(rows, start, count), columns), ref products);
            float[] buffer = products;
            Parallel.For(0, count, i => (nearest[start + i], margins[start + i]) = Two(buffer.AsSpan(i * m, m), squares));
        }
    }

    /// <summary>The nearest centre and how much farther the second is, in squared distance.</summary>
    private static (int Nearest, float Margin) Two(ReadOnlySpan<float> products, float[] squares)
    {
        (int best, float least, float second) = (0, float.PositiveInfinity, float.PositiveInfinity);
        for (int centre = 0; centre < squares.Length; centre++)
        {
            float distance = squares[centre] - (2 * products[centre]);
            if (distance < least)
            {
                (best, second, least) = (centre, least, distance);
            }
            else if (distance < second)
            {
                second = distance;
            }
        }

        return (best, second - least);
    }

    private static int NearestFree(ReadOnlySpan<float> row, float[] centres, float[] squares, Func<int, bool> free)
    {
        (int best, float least) = (-1, float.PositiveInfinity);
        for (int centre = 0; centre < squares.Length; centre++)
        {
            if (free(centre) && squares[centre] - (2 * TensorPrimitives.Dot(row, centres.AsSpan(centre * row.Length, row.Length))) is var distance && distance < least)
            {
                (best, least) = (centre, distance);
            }
        }

        return best;
    }
}
