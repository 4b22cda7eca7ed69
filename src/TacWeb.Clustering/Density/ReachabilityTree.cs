namespace TacWeb.Clustering.Density;

/// <summary>The minimum spanning tree of mutual reachability r_ij = max(core_i, core_j, d_ij), by Prim's algorithm: O(N²) time, O(N) memory (methods §4.12, steps 2 and 3).</summary>
internal static class ReachabilityTree
{
    private const int CheckedEvery = 64;

    /// <param name="distances">Of N rows.</param>
    /// <param name="core">core_i.</param>
    /// <param name="cancellationToken">Checked now and then.</param>
    /// <returns>N − 1 edges, ascending in r, equal ones in the order in which they were found; ties between rows went to the smaller one.</returns>
    public static (int First, int Second, float Reach)[] Of(ColumnDistances distances, float[] core, CancellationToken cancellationToken)
    {
        int n = distances.Count, current = 0;
        float[] own = new float[n], scratch = new float[n], reach = new float[n];
        int[] from = new int[n];
        bool[] inside = new bool[n];
        Array.Fill(reach, float.PositiveInfinity);
        (int First, int Second, float Reach)[] edges = new (int, int, float)[n - 1];
        for (int step = 0; step < n - 1; step++)
        {
            if (step % CheckedEvery == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            inside[current] = true;
            distances.Of(current, own, scratch);
            int next = -1;
            float least = float.PositiveInfinity;
            for (int row = 0; row < n; row++)
            {
                if (inside[row])
                {
                    continue;
                }

                float to = MathF.Max(own[row], MathF.Max(core[row], core[current]));
                if (to < reach[row])
                {
                    (reach[row], from[row]) = (to, current);
                }

                (least, next) = next < 0 || reach[row] < least ? (reach[row], row) : (least, next);
            }

            edges[step] = (from[next], next, least);
            current = next;
        }

        return [.. edges.OrderBy(edge => edge.Reach)]; // stable
    }
}
