using System.Numerics.Tensors;
using TacWeb.Clustering.Projection;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Graphs;

/// <summary>The graph of mutual nearest neighbours: i and j are joined when each is among the other's k nearest (methods §2.1).</summary>
/// <remarks>
/// Mutual lists leave outliers without any edge, and a spectral embedding would spend its dimensions on them. So islands smaller than a tenth of the mean cluster are tied to
/// the rest by their strongest one-sided edge, the smallest first, and so are more islands than there are clusters. Islands without such an edge stay.
/// </remarks>
internal static class MutualGraph
{
    private const int MostExact = 50_000;
    private const float LeastWeight = 1e-4f; // where no mutual edge has a weight

    /// <summary>The mutual neighbours of unit rows.</summary>
    /// <param name="unit">[N, d], N ≥ 2.</param>
    /// <param name="perRow">k, 1 … N − 1.</param>
    /// <param name="clusters">K.</param>
    /// <param name="weight">From a cosine to an edge's weight.</param>
    /// <param name="seed">Of the approximate search above 50,000 rows.</param>
    /// <param name="cancellationToken">Checked once a pair of blocks.</param>
    public static SparseGraph Of(Vectors unit, int perRow, int clusters, Func<float, float> weight, int seed, CancellationToken cancellationToken)
    {
        Neighbours lists = Nearest(unit, perRow, seed, cancellationToken);
        float[] weights = new float[unit.Count * perRow];
        Parallel.For(0, unit.Count, row =>
        {
            ReadOnlySpan<int> near = lists[row];
            for (int j = 0; j < near.Length; j++)
            {
                weights[(row * perRow) + j] = weight(TensorPrimitives.Dot(unit[row], unit[near[j]]));
            }
        });
        return Of(lists, weights, clusters);
    }

    /// <summary>The mutual edges of given lists.</summary>
    /// <param name="lists">The k nearest rows of each row.</param>
    /// <param name="weights">[N, k]; those of 0 and below make no edge.</param>
    /// <param name="clusters">K.</param>
    public static SparseGraph Of(Neighbours lists, float[] weights, int clusters)
    {
        List<(int First, int Second, float Weight)> mutual = [], single = [];
        for (int row = 0; row < lists.Count; row++)
        {
            ReadOnlySpan<int> near = lists[row];
            for (int j = 0; j < near.Length; j++)
            {
                float weight = weights[(row * lists.PerRow) + j];
                bool back = lists[near[j]].Contains(row);
                if (!back || weight <= 0)
                {
                    single.Add((row, near[j], weight));
                }
                else if (row < near[j])
                {
                    mutual.Add((row, near[j], weight));
                }
            }
        }

        float least = mutual.Count == 0 ? LeastWeight : mutual.Min(edge => edge.Weight);
        mutual.AddRange(Bridges.Of(lists.Count, mutual, single, clusters).Select(edge => (edge.First, edge.Second, Math.Max(edge.Weight, least))));
        return SparseGraph.Of(lists.Count, mutual);
    }

    private static Neighbours Nearest(Vectors unit, int perRow, int seed, CancellationToken cancellationToken)
    {
        if (unit.Count <= MostExact)
        {
            return Neighbours.Find(unit, perRow, cancellationToken);
        }

        NeighbourTable found = NeighbourDescent.Find(unit, perRow, seed, cancellationToken);
        int[] rows = new int[unit.Count * perRow];
        for (int row = 0; row < unit.Count; row++)
        {
            found.Rows(row).CopyTo(rows.AsSpan(row * perRow));
        }

        return Neighbours.Of(unit.Count, perRow, rows);
    }
}
