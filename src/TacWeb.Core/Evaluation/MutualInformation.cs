namespace TacWeb.Core.Evaluation;

/// <summary>Mutual information between classes and clusters, in nats.</summary>
internal static class MutualInformation
{
    /// <summary>I(Y;C) = Σ n_ij/N · ln(N·n_ij / (a_i·b_j)).</summary>
    public static double Between(Contingency table)
    {
        double sum = 0;
        foreach (Contingency.Cell cell in table.Cells)
        {
            sum += Term(cell.Count, table.ClassSizes[cell.Class], table.ClusterSizes[cell.Cluster], table.Count);
        }

        return Math.Max(0, sum);
    }

    /// <summary>H = −Σ a/N · ln(a/N).</summary>
    public static double Entropy(IReadOnlyList<long> sizes, long count)
    {
        double sum = 0;
        foreach (long size in sizes)
        {
            double share = (double)size / count;
            sum -= size == 0 ? 0 : share * Math.Log(share);
        }

        return sum;
    }

    /// <summary>E[I] over all pairs of labelings with the same sizes (the hypergeometric model).</summary>
    /// <remarks>
    /// Source: N. X. Vinh, J. Epps, J. Bailey, "Information theoretic measures for clusterings comparison", JMLR 11 (2010), theorem 1 (eq. 24a).
    /// The distribution of n_ij depends on a_i and b_j alone, so equal sizes are computed once. Its values are taken relative to its mode and
    /// divided by their own sum, which needs no factorials and loses no digits for large N; terms below 1e-20 of the mode are left out.
    /// </remarks>
    public static double Expected(Contingency table)
    {
        (long Size, long Times)[] clusters = Multiplicities(table.ClusterSizes);
        double sum = 0;
        foreach ((long a, long timesA) in Multiplicities(table.ClassSizes))
        {
            foreach ((long b, long timesB) in clusters)
            {
                sum += (double)timesA * timesB * ExpectedTerm(a, b, table.Count);
            }
        }

        return sum;
    }

    private static (long Size, long Times)[] Multiplicities(IReadOnlyList<long> sizes) =>
        [.. sizes.GroupBy(size => size).OrderBy(group => group.Key).Select(group => (group.Key, (long)group.Count()))];

    private static double ExpectedTerm(long a, long b, long n)
    {
        long least = Math.Max(0, a + b - n), most = Math.Min(a, b);
        long mode = Math.Clamp((long)((a + 1.0) * (b + 1.0) / (n + 2.0)), least, most);
        double total = 1, sum = mode == 0 ? 0 : Term(mode, a, b, n), chance = 1;
        for (long k = mode; k < most && chance > 1e-20; k++)
        {
            chance *= (double)(a - k) * (b - k) / ((double)(k + 1) * (n - a - b + k + 1));
            total += chance;
            sum += chance * Term(k + 1, a, b, n);
        }

        chance = 1;
        for (long k = mode; k > least && chance > 1e-20; k--)
        {
            chance *= (double)k * (n - a - b + k) / ((double)(a - k + 1) * (b - k + 1));
            total += chance;
            sum += k == 1 ? 0 : chance * Term(k - 1, a, b, n);
        }

        return sum / total;
    }

    private static double Term(long both, long a, long b, long n) =>
        (double)both / n * (Math.Log((double)both / a) + Math.Log((double)n / b));
}
