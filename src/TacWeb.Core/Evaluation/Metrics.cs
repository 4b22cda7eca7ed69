namespace TacWeb.Core.Evaluation;

/// <summary>Agreement of clusters with true classes.</summary>
/// <remarks>Conventions are scikit-learn's; ACC has none there and follows the clustering literature (unmatched clusters count as errors).</remarks>
public static class Metrics
{
    private const double Least = 1.0 / (1L << 52);   // scikit-learn's guard: the step of a double at 1

    private const long LargestTable = 1L << 28;   // 2 GiB of doubles

    /// <summary>All five scores of a partition. Labels are any integers; noise (−1) counts as one more cluster.</summary>
    /// <param name="truth">N true classes.</param>
    /// <param name="clusters">N clusters.</param>
    /// <exception cref="ArgumentException">The lengths differ or are 0.</exception>
    /// <exception cref="TacWebException">Classes times clusters are more than 2²⁸.</exception>
    public static Scores Score(IReadOnlyList<int> truth, IReadOnlyList<int> clusters)
    {
        Contingency table = Contingency.Of(truth, clusters);
        double information = MutualInformation.Between(table);
        double entropies = (MutualInformation.Entropy(table.ClassSizes, table.Count) + MutualInformation.Entropy(table.ClusterSizes, table.Count)) / 2;
        return new Scores(Accuracy(table), Nmi(table, information, entropies), Ari(table), Ami(table, information, entropies), Purity(table));
    }

    /// <summary>ACC = matched images / N under the best one-to-one matching.</summary>
    private static double Accuracy(Contingency table)
    {
        int rows = table.ClassSizes.Count, columns = table.ClusterSizes.Count;
        if ((long)rows * columns > LargestTable)
        {
            throw new TacWebException($"{rows} classes and {columns} clusters are too many to be matched one to one.");
        }

        double[] counts = new double[rows * columns];
        foreach (Contingency.Cell cell in table.Cells)
        {
            counts[(cell.Class * columns) + cell.Cluster] = cell.Count;
        }

        int[] match = Hungarian.Maximize(counts, rows, columns);
        double matched = 0;
        for (int row = 0; row < rows; row++)
        {
            matched += match[row] < 0 ? 0 : counts[(row * columns) + match[row]];
        }

        return matched / table.Count;
    }

    /// <summary>NMI = I / mean entropy; 1 when both sides are trivial, 0 when one is.</summary>
    private static double Nmi(Contingency table, double information, double entropies) =>
        BothTrivial(table) ? 1 : information <= Least ? 0 : Math.Min(1, information / entropies);

    /// <summary>AMI = (I − E[I]) / (mean entropy − E[I]).</summary>
    private static double Ami(Contingency table, double information, double entropies)
    {
        if (BothTrivial(table))
        {
            return 1;
        }

        double expected = MutualInformation.Expected(table), range = entropies - expected;
        return (information - expected) / (range < 0 ? Math.Min(range, -Least) : Math.Max(range, Least));
    }

    /// <summary>ARI = (Σ C(n_ij,2) − E) / (½(Σ C(a_i,2) + Σ C(b_j,2)) − E); 1 for equal partitions.</summary>
    private static double Ari(Contingency table)
    {
        double both = table.Cells.Sum(cell => Pairs(cell.Count));
        double classes = table.ClassSizes.Sum(Pairs), clusters = table.ClusterSizes.Sum(Pairs);
        double expected = classes == 0 ? 0 : classes * (clusters / Pairs(table.Count)), most = (classes + clusters) / 2;
        return both == classes && both == clusters ? 1 : (both - expected) / (most - expected);
    }

    /// <summary>Purity = Σ_cluster max_class n_ij / N.</summary>
    private static double Purity(Contingency table)
    {
        long[] largest = new long[table.ClusterSizes.Count];
        foreach (Contingency.Cell cell in table.Cells)
        {
            largest[cell.Cluster] = Math.Max(largest[cell.Cluster], cell.Count);
        }

        return (double)largest.Sum() / table.Count;
    }

    private static bool BothTrivial(Contingency table) => table.ClassSizes.Count == 1 && table.ClusterSizes.Count == 1;

    private static double Pairs(long count) => count * (count - 1) / 2.0;
}
