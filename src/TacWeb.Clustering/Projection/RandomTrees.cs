using System.Numerics.Tensors;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Projection;

/// <summary>Splits rows again and again by the plane between two random ones, until groups are small: rows of a group are likely neighbours (Dasgupta and Freund, STOC 2008).</summary>
internal static class RandomTrees
{
    private const int MostLevels = 200;

    /// <summary>The groups of one tree; each row is in exactly one.</summary>
    /// <param name="images">[N, d] unit rows.</param>
    /// <param name="leaf">Largest group.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="tree">Trees of one seed differ by their number.</param>
    public static List<int[]> Grow(Vectors images, int leaf, int seed, int tree)
    {
        int[] order = [.. Enumerable.Range(0, images.Count)];
        float[] plane = new float[images.Dimension];
        bool[] sides = new bool[images.Count];
        List<int[]> leaves = [];
        CounterRandom random = new(seed, tree, 11);
        Stack<(int Start, int Count, int Level)> open = new([(0, images.Count, 0)]);
        while (open.TryPop(out (int Start, int Count, int Level) node))
        {
            Span<int> rows = order.AsSpan(node.Start, node.Count);
            if (node.Count <= leaf)
            {
                leaves.Add(rows.ToArray());
                continue;
            }

            int left = node.Level < MostLevels ? Split(images, rows, plane, sides, ref random) : node.Count / 2;
            open.Push((node.Start + left, node.Count - left, node.Level + 1));
            open.Push((node.Start, left, node.Level + 1));
        }

        return leaves;
    }

    /// <summary>Orders the rows by their side of a plane; returns how many lie on the first.</summary>
    private static int Split(Vectors images, Span<int> rows, float[] plane, bool[] sides, ref CounterRandom random)
    {
        int first = random.Below(rows.Length), second = random.Below(rows.Length - 1);
        second += second >= first ? 1 : 0;
        TensorPrimitives.Subtract(images[rows[first]], images[rows[second]], plane);
        ReadOnlySpan<float> values = images.Values.Span;
        foreach (int row in rows)
        {
            sides[row] = TensorPrimitives.Dot(values.Slice(row * plane.Length, plane.Length), plane) > 0;
        }

        int left = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            if (sides[rows[i]])
            {
                (rows[left], rows[i]) = (rows[i], rows[left]);
                left++;
            }
        }

        // rows that a plane does not part (equal ones) are halved as they stand
        return left == 0 || left == rows.Length ? rows.Length / 2 : left;
    }
}
