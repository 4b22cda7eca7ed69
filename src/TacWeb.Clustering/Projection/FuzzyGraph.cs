using System.Numerics.Tensors;

namespace TacWeb.Clustering.Projection;

/// <summary>UMAP's weighted graph, symmetric, in compressed rows: W = V + Vᵀ − V∘Vᵀ.</summary>
internal sealed class FuzzyGraph
{
    private const int Steps = 64;
    private const double Tolerance = 1e-5;
    private const double LeastScale = 1e-3;

    private FuzzyGraph(int[] starts, int[] columns, float[] weights) => (Starts, Columns, Weights) = (starts, columns, weights);

    /// <summary>N.</summary>
    public int Count => Starts.Length - 1;

    /// <summary>[N + 1] where each row's entries begin.</summary>
    public int[] Starts { get; }

    /// <summary>The other end of each entry, ascending in a row.</summary>
    public int[] Columns { get; }

    /// <summary>0 … 1.</summary>
    public float[] Weights { get; }

    /// <summary>Memberships of each row's neighbours, joined with those of the other direction.</summary>
    public static FuzzyGraph Of(NeighbourTable neighbours)
    {
        double mean = 0;
        for (int row = 0; row < neighbours.Count; row++)
        {
            mean += TensorPrimitives.Sum(neighbours.Distances(row));
        }

        mean /= (double)neighbours.Count * neighbours.PerRow;
        float[] members = new float[neighbours.Count * neighbours.PerRow];
        Parallel.For(0, neighbours.Count, row => Memberships(neighbours.Distances(row), mean, members.AsSpan(row * neighbours.PerRow, neighbours.PerRow)));
        return Union(neighbours, members);
    }

    /// <summary>exp(−max(0, d − ρ)/σ): ρ the smallest distance that is not 0, σ such that the memberships add up to log₂ k.</summary>
    internal static void Memberships(ReadOnlySpan<float> distances, double meanOfAll, Span<float> members)
    {
        double mean = 0, nearest = 0;
        foreach (float distance in distances)
        {
            mean += distance / distances.Length;
            nearest = distance > 0 && (nearest == 0 || distance < nearest) ? distance : nearest;
        }

        double scale = Scale(distances, nearest);
        scale = Math.Max(scale, LeastScale * (nearest > 0 ? mean : meanOfAll));
        for (int j = 0; j < distances.Length; j++)
        {
            double beyond = distances[j] - nearest;
            members[j] = beyond <= 0 || scale == 0 ? 1 : (float)Math.Exp(-beyond / scale);
        }
    }

    private static double Scale(ReadOnlySpan<float> distances, double nearest)
    {
        double target = Math.Log2(distances.Length), low = 0, high = double.PositiveInfinity, scale = 1;
        for (int step = 0; step < Steps; step++)
        {
            double sum = 0;
            foreach (float distance in distances)
            {
                sum += distance > nearest ? Math.Exp(-(distance - nearest) / scale) : 1;
            }

            if (Math.Abs(sum - target) < Tolerance)
            {
                break;
            }

            (low, high) = sum > target ? (low, scale) : (scale, high);
            scale = double.IsInfinity(high) ? scale * 2 : (low + high) / 2;
        }

        return scale;
    }

    private static FuzzyGraph Union(NeighbourTable neighbours, float[] members)
    {
        int n = neighbours.Count, k = neighbours.PerRow;
        int[] back = new int[n * k], starts = new int[n + 1];
        Parallel.For(0, n, row =>
        {
            for (int j = 0; j < k; j++)
            {
                back[(row * k) + j] = neighbours.Rows(neighbours.Rows(row)[j]).IndexOf(row);
            }
        });
        for (int place = 0; place < back.Length; place++)
        {
            starts[(place / k) + 1]++;
            starts[neighbours.Rows(place / k)[place % k] + 1] += back[place] < 0 ? 1 : 0;
        }

        for (int row = 0; row < n; row++)
        {
            starts[row + 1] += starts[row];
        }

        int[] columns = new int[starts[^1]], next = [.. starts];
        float[] weights = new float[columns.Length];
        for (int place = 0; place < back.Length; place++)
        {
            int row = place / k, other = neighbours.Rows(row)[place % k];
            float here = members[place], there = back[place] < 0 ? 0 : members[(other * k) + back[place]];
            (columns[next[row]], weights[next[row]++]) = (other, here + there - (here * there));
            if (back[place] < 0)
            {
                (columns[next[other]], weights[next[other]++]) = (row, here);
            }
        }

        Parallel.For(0, n, row =>
        {
            int length = starts[row + 1] - starts[row];
            columns.AsSpan(starts[row], length).Sort(weights.AsSpan(starts[row], length));
        });
        return new FuzzyGraph(starts, columns, weights);
    }
}
