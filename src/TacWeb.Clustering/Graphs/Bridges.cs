namespace TacWeb.Clustering.Graphs;

/// <summary>Edges that tie small islands of a graph to the rest.</summary>
internal static class Bridges
{
    /// <summary>The strongest outward edge of each island that is too small, or too many; smallest islands first, ties by row.</summary>
    /// <param name="count">N.</param>
    /// <param name="edges">The graph.</param>
    /// <param name="candidates">Edges that may be added.</param>
    /// <param name="clusters">K: islands below N/10K rows are tied, and the smallest ones while there are more than K.</param>
    public static List<(int First, int Second, float Weight)> Of(
        int count, IReadOnlyList<(int First, int Second, float Weight)> edges, IReadOnlyList<(int First, int Second, float Weight)> candidates, int clusters)
    {
        Islands islands = new(count);
        foreach ((int first, int second, _) in edges)
        {
            islands.Join(first, second);
        }

        int least = Math.Max(2, count / (10 * clusters));
        (int First, int Second, float Weight)[] strongest = [.. candidates.OrderByDescending(edge => edge.Weight).ThenBy(edge => edge.First).ThenBy(edge => edge.Second)];
        List<(int First, int Second, float Weight)> bridges = [];
        for (bool more = true; more;)
        {
            more = false;
            Dictionary<int, (int First, int Second, float Weight)> outward = Outward(islands, strongest);
            foreach (int root in outward.Keys.OrderBy(islands.Size).ThenBy(root => root).ToArray())
            {
                bool needed = islands.Count > 1 && clusters < count && (islands.Size(root) < least || islands.Count > clusters);
                if (needed && islands.Find(root) == root && islands.Join(outward[root].First, outward[root].Second))
                {
                    bridges.Add(outward[root]);
                    more = true;
                }
            }
        }

        return bridges;
    }

    /// <summary>The strongest edge that leaves each island.</summary>
    private static Dictionary<int, (int First, int Second, float Weight)> Outward(Islands islands, (int First, int Second, float Weight)[] strongest)
    {
        Dictionary<int, (int First, int Second, float Weight)> outward = [];
        foreach ((int First, int Second, float Weight) edge in strongest)
        {
            (int a, int b) = (islands.Find(edge.First), islands.Find(edge.Second));
            if (a != b)
            {
                outward.TryAdd(a, edge);
                outward.TryAdd(b, edge);
            }
        }

        return outward;
    }
}
