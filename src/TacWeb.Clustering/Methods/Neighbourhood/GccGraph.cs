using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Methods.Neighbourhood;

/// <summary>GCC's graph: each image's nearest ones in the projected space, the image itself first, and the degrees of the symmetrised graph.</summary>
internal sealed class GccGraph
{
    /// <summary>Entries of a list that are positives; 3 in the authors' code.</summary>
    private const int Positives = 3;

    private readonly int[] _degrees;
    private readonly Random _random;

    /// <param name="projected">[N, e] unit rows.</param>
    /// <param name="size">Neighbours a row.</param>
    /// <param name="seed">Draws partners.</param>
    /// <param name="cancellationToken">Checked once a pair of blocks.</param>
    public GccGraph(Vectors projected, int size, int seed, CancellationToken cancellationToken)
    {
        Neighbours nearest = Neighbours.Find(projected, size, cancellationToken);
        Lists = [.. Enumerable.Range(0, projected.Count).Select(row => (int[])[row, .. nearest[row]])];
        HashSet<int>[] edges = [.. Lists.Select(list => list.ToHashSet())]; // self counted
        for (int row = 0; row < Lists.Length; row++)
        {
            foreach (int other in Lists[row])
            {
                edges[other].Add(row);
            }
        }

        (_degrees, _random) = ([.. edges.Select(set => set.Count)], Seeds.Stream(seed, 3902));
    }

    /// <summary>Self, then nearest first.</summary>
    public int[][] Lists { get; }

    /// <summary>Entries a row that are positives.</summary>
    public int Count => Math.Min(Positives, Lists[0].Length);

    /// <summary>A random entry of each row's list.</summary>
    public int[] Draw(int[] rows) => [.. rows.Select(row => Lists[row][_random.Next(Lists[row].Length)])];

    /// <summary>a = √(3/degree) of each positive, [B, m].</summary>
    public Tensor Weights(int[] rows) =>
        torch.tensor([.. rows.SelectMany(row => Lists[row].Take(Count).Select(other => MathF.Sqrt(3f / _degrees[other])))], [rows.Length, Count]);

    /// <summary>[B, 2B] of Bool: which of [anchors; looks] are positives of each anchor: its own look and both looks at its listed neighbours, never the anchor itself.</summary>
    public Tensor Mask(int[] rows)
    {
        int b = rows.Length;
        bool[] mask = new bool[b * 2 * b];
        for (int i = 0; i < b; i++)
        {
            HashSet<int> near = [.. Lists[rows[i]].Take(Count)];
            for (int j = 0; j < b; j++)
            {
                bool positive = near.Contains(rows[j]);
                mask[(i * 2 * b) + j] = positive && j != i;
                mask[(i * 2 * b) + b + j] = positive || j == i;
            }
        }

        return torch.tensor(mask, [b, 2 * b]);
    }
}
