using TacWeb.Core.Runs;

namespace TacWeb.Core.Evaluation;

/// <summary>Measures how evenly clusters mix groups. Noise and empty clusters are left out.</summary>
/// <remarks>Source: Zeng et al., "Deep Fair Clustering via Maximizing and Minimizing Mutual Information", CVPR 2023 (MNCE); Chierichetti et al., NIPS 2017 (Balance).</remarks>
public static class GroupFairness
{
    /// <summary>Balance and MNCE.</summary>
    /// <param name="labels">N labels; −1 is noise.</param>
    /// <param name="groups">N group numbers, any integers.</param>
    /// <exception cref="ArgumentException">The lengths differ or are 0.</exception>
    public static Fairness Measure(IReadOnlyList<int> labels, IReadOnlyList<int> groups)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(groups);
        if (labels.Count != groups.Count || labels.Count == 0)
        {
            throw new ArgumentException($"{groups.Count} groups do not fit {labels.Count} labels.", nameof(groups));
        }

        int[] known = [.. groups.Distinct().Order()];
        Dictionary<int, int[]> counts = [];
        for (int i = 0; i < labels.Count; i++)
        {
            if (labels[i] != Partition.Noise)
            {
                int[] own = counts.TryGetValue(labels[i], out int[]? row) ? row : counts[labels[i]] = new int[known.Length];
                own[Array.BinarySearch(known, groups[i])]++;
            }
        }

        if (known.Length == 1 || counts.Count == 0)
        {
            return new Fairness(1, 1);
        }

        double all = Entropy([.. known.Select(group => groups.Count(other => other == group))]);
        return new Fairness(counts.Values.Min(row => (double)row.Min() / row.Max()), counts.Values.Min(row => Entropy(row) / all));
    }

    private static double Entropy(int[] counts)
    {
        double all = counts.Sum();
        return -counts.Where(count => count > 0).Sum(count => count / all * Math.Log(count / all));
    }
}
