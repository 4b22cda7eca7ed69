namespace TacWeb.Clustering.Graphs;

/// <summary>A weighted graph without directions and loops, in compressed rows: each edge stands in both its rows.</summary>
internal sealed class SparseGraph
{
    private SparseGraph(int[] starts, int[] columns, float[] weights) => (Starts, Columns, Weights) = (starts, columns, weights);

    /// <summary>N.</summary>
    public int Count => Starts.Length - 1;

    /// <summary>[N + 1] where each row's entries begin.</summary>
    public int[] Starts { get; }

    /// <summary>The other end of each entry, ascending in a row.</summary>
    public int[] Columns { get; }

    /// <summary>Above 0.</summary>
    public float[] Weights { get; }

    /// <param name="count">N.</param>
    /// <param name="edges">Each pair at most once, in either order, with a weight above 0.</param>
    public static SparseGraph Of(int count, IReadOnlyList<(int First, int Second, float Weight)> edges)
    {
        int[] starts = new int[count + 1];
        foreach ((int first, int second, _) in edges)
        {
            starts[first + 1]++;
            starts[second + 1]++;
        }

        for (int row = 0; row < count; row++)
        {
            starts[row + 1] += starts[row];
        }

        int[] columns = new int[starts[^1]], next = [.. starts];
        float[] weights = new float[columns.Length];
        foreach ((int first, int second, float weight) in edges)
        {
            (columns[next[first]], weights[next[first]++]) = (second, weight);
            (columns[next[second]], weights[next[second]++]) = (first, weight);
        }

        Parallel.For(0, count, row =>
        {
            int length = starts[row + 1] - starts[row];
            columns.AsSpan(starts[row], length).Sort(weights.AsSpan(starts[row], length));
        });
        return new SparseGraph(starts, columns, weights);
    }

    /// <summary>Sum of each row's weights.</summary>
    public double[] Degrees()
    {
        double[] degrees = new double[Count];
        for (int row = 0; row < Count; row++)
        {
            for (int place = Starts[row]; place < Starts[row + 1]; place++)
            {
                degrees[row] += Weights[place];
            }
        }

        return degrees;
    }

    /// <summary>The connected component of each row; components are numbered by their first row.</summary>
    public int[] Components(out int count)
    {
        int[] components = new int[Count];
        Array.Fill(components, -1);
        Stack<int> open = [];
        count = 0;
        for (int start = 0; start < Count; start++)
        {
            if (components[start] >= 0)
            {
                continue;
            }

            components[start] = count;
            open.Push(start);
            while (open.TryPop(out int row))
            {
                foreach (int other in Columns.AsSpan(Starts[row], Starts[row + 1] - Starts[row]))
                {
                    if (components[other] < 0)
                    {
                        components[other] = count;
                        open.Push(other);
                    }
                }
            }

            count++;
        }

        return components;
    }
}
