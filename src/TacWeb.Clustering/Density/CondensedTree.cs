using TacWeb.Clustering.Graphs;

namespace TacWeb.Clustering.Density;

/// <summary>The single-linkage tree with splits below a least size taken for points that fall out (methods §4.12, steps 4 to 6).</summary>
/// <remarks>Cluster 0 is the root. λ = 1/max(r, 1e-9): the density at which something leaves.</remarks>
internal sealed class CondensedTree
{
    private const double LeastReach = 1e-9;
    private readonly List<int> _parents = [-1];
    private readonly List<double> _births = [0];
    private readonly List<double> _stabilities = [0];

    private CondensedTree(int count) => (Clusters, Leaving) = (new int[count], new double[count]);

    /// <summary>The cluster that each row is in last.</summary>
    public int[] Clusters { get; }

    /// <summary>λ at which each row leaves <see cref="Clusters"/>.</summary>
    public double[] Leaving { get; }

    /// <summary>The cluster that each cluster split off; −1 for the root. Parents come before their children.</summary>
    public IReadOnlyList<int> Parents => _parents;

    /// <summary>λ at which each cluster began.</summary>
    public IReadOnlyList<double> Births => _births;

    /// <summary>S(C) = Σ_{i in C} (λ_i − λ_birth(C)).</summary>
    public IReadOnlyList<double> Stabilities => _stabilities;

    /// <param name="count">N ≥ 2.</param>
    /// <param name="edges">Spanning tree, ascending.</param>
    /// <param name="least">Rows that a cluster has at least.</param>
    public static CondensedTree Of(int count, (int First, int Second, float Reach)[] edges, int least)
    {
        (int[] left, int[] right, int[] sizes) = SingleLinkage(count, edges);
        CondensedTree tree = new(count);
        Stack<(int Node, int Cluster)> open = new([(count + edges.Length - 1, 0)]);
        while (open.TryPop(out (int Node, int Cluster) at))
        {
            if (at.Node < count)
            {
                continue; // a row that was let go by its parent
            }

            int merge = at.Node - count, a = left[merge], b = right[merge];
            double lambda = 1 / Math.Max(edges[merge].Reach, LeastReach);
            bool large = sizes[a] >= least, alsoLarge = sizes[b] >= least;
            if (large && alsoLarge)
            {
                tree.Add(at.Cluster, sizes[at.Node], lambda);
                open.Push((b, tree.Begin(at.Cluster, lambda)));
                open.Push((a, tree.Begin(at.Cluster, lambda)));
                continue;
            }

            foreach ((int side, bool goesOn) in new[] { (b, alsoLarge), (a, large) })
            {
                if (goesOn)
                {
                    open.Push((side, at.Cluster));
                }
                else
                {
                    tree.Release(side, at.Cluster, lambda, count, left, right);
                }
            }
        }

        return tree;
    }

    private static (int[] Left, int[] Right, int[] Sizes) SingleLinkage(int count, (int First, int Second, float Reach)[] edges)
    {
        int[] left = new int[edges.Length], right = new int[edges.Length], sizes = new int[count + edges.Length], nodes = [.. Enumerable.Range(0, count)];
        Array.Fill(sizes, 1, 0, count);
        Islands islands = new(count);
        for (int merge = 0; merge < edges.Length; merge++)
        {
            int a = nodes[islands.Find(edges[merge].First)], b = nodes[islands.Find(edges[merge].Second)];
            islands.Join(edges[merge].First, edges[merge].Second);
            (left[merge], right[merge], sizes[count + merge]) = (a, b, sizes[a] + sizes[b]);
            nodes[islands.Find(edges[merge].First)] = count + merge;
        }

        return (left, right, sizes);
    }

    private int Begin(int parent, double lambda)
    {
        _parents.Add(parent);
        _births.Add(lambda);
        _stabilities.Add(0);
        return _parents.Count - 1;
    }

    private void Add(int cluster, int rows, double lambda) => _stabilities[cluster] += rows * (lambda - _births[cluster]);

    /// <summary>All rows below a node leave a cluster.</summary>
    private void Release(int node, int cluster, double lambda, int count, int[] left, int[] right)
    {
        Stack<int> open = new([node]);
        while (open.TryPop(out int below))
        {
            if (below >= count)
            {
                open.Push(left[below - count]);
                open.Push(right[below - count]);
                continue;
            }

            (Clusters[below], Leaving[below]) = (cluster, lambda);
            Add(cluster, 1, lambda);
        }
    }
}
