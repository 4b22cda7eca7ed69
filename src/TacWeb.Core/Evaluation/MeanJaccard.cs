namespace TacWeb.Core.Evaluation;

/// <summary>How much of each cluster another clustering of the same images has, too, every cluster counting the same however large it is.</summary>
/// <remarks>
/// max_j |A_i ∩ B_j| / |A_i ∪ B_j|, the mean over all clusters A_i, and the mean of this and of the same with A and B swapped. Where the adjusted Rand index counts pairs, so that one large cluster can outvote many small ones, this one does not.
/// Source: Hennig, "Cluster-wise assessment of cluster stability", Computational Statistics &amp; Data Analysis 52 (2007).
/// </remarks>
public static class MeanJaccard
{
    /// <summary>From 0 to 1; 1 for the same clusters under any numbers.</summary>
    /// <exception cref="ArgumentException">The lengths differ or are 0.</exception>
    public static double Of(IReadOnlyList<int> first, IReadOnlyList<int> second)
    {
        Contingency table = Contingency.Of(first, second);
        double[] own = new double[table.ClassSizes.Count], other = new double[table.ClusterSizes.Count];
        foreach (Contingency.Cell cell in table.Cells)
        {
            double shared = cell.Count / (double)(table.ClassSizes[cell.Class] + table.ClusterSizes[cell.Cluster] - cell.Count);
            own[cell.Class] = Math.Max(own[cell.Class], shared);
            other[cell.Cluster] = Math.Max(other[cell.Cluster], shared);
        }

        return (own.Average() + other.Average()) / 2;
    }
}
