using System.Globalization;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering;

/// <summary>A plain sentence for a partition that looks collapsed: clusters that nobody joined, or one that took nearly all (methods §5, guards).</summary>
public static class CollapseAlarm
{
    /// <summary>Normalised entropy of the clusters' shares below which they count as collapsed; of two clusters the larger has then more than 89 %.</summary>
    private const double LowEntropy = 0.5;

    /// <summary>The sentence, or null where nothing is wrong. Noise belongs to no cluster.</summary>
    public static string? Of(Partition partition)
    {
        ArgumentNullException.ThrowIfNull(partition);
        int[] sizes = [.. partition.Labels.Where(label => label != Partition.Noise).CountBy(label => label).Select(pair => pair.Value)];
        int k = partition.ClusterCount, all = sizes.Sum();
        if (all == 0 || k == 1)
        {
            return null;
        }

        double entropy = -sizes.Sum(size => (double)size / all * Math.Log((double)size / all)) / Math.Log(k);
        if (entropy < LowEntropy)
        {
            double share = Math.Round(100.0 * sizes.Max() / all);
            return string.Create(CultureInfo.InvariantCulture, $"The clusters have collapsed: {sizes.Length} of {k} are used, and the largest holds {share} % of the images; another method, seed or k may do better.");
        }

        return sizes.Length < k ? $"Only {sizes.Length} of {k} clusters are used; the others are empty." : null;
    }
}
