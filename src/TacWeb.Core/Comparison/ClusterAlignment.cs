using TacWeb.Core.Evaluation;

namespace TacWeb.Core.Comparison;

/// <summary>Clusters of two runs over the same images, matched one to one so that the matched pairs share most images (Hungarian). Noise matches nothing.</summary>
/// <param name="Counts">[K₁, K₂] row-major: images in cluster i of the first and cluster j of the second run.</param>
/// <param name="First">K₁.</param>
/// <param name="Second">K₂.</param>
/// <param name="Matches">K₁: the cluster of the second run, or −1 where there is none or no image is shared.</param>
public sealed record ClusterAlignment(IReadOnlyList<int> Counts, int First, int Second, IReadOnlyList<int> Matches)
{
    /// <summary>Most cells of a table.</summary>
    public const long MostCells = 1L << 26;

    /// <summary>Images in cluster <paramref name="first"/> of the first and <paramref name="second"/> of the second run.</summary>
    public int this[int first, int second] => Counts[(first * Second) + second];

    /// <summary>Images that lie in matched clusters.</summary>
    public int Shared => Enumerable.Range(0, First).Sum(cluster => Matches[cluster] < 0 ? 0 : this[cluster, Matches[cluster]]);

    /// <summary>Clusters of the second run: the matched ones in the order of the first run's clusters, then the others.</summary>
    public IReadOnlyList<int> Order => [.. Matches.Where(match => match >= 0), .. Enumerable.Range(0, Second).Except(Matches)];

    /// <summary>Matches two labelings.</summary>
    /// <param name="first">N labels, 0 … K₁ − 1 or −1.</param>
    /// <param name="firstCount">K₁.</param>
    /// <param name="second">N labels, 0 … K₂ − 1 or −1.</param>
    /// <param name="secondCount">K₂.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="TacWebException">K₁·K₂ is above 2²⁶.</exception>
    public static ClusterAlignment Of(IReadOnlyList<int> first, int firstCount, IReadOnlyList<int> second, int secondCount)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Count != second.Count)
        {
            throw new ArgumentException($"{first.Count} and {second.Count} labels cannot be compared.", nameof(second));
        }

        if ((long)firstCount * secondCount > MostCells)
        {
            throw new TacWebException($"{firstCount} and {secondCount} clusters are too many to be matched one to one.");
        }

        int[] counts = new int[firstCount * secondCount];
        for (int image = 0; image < first.Count; image++)
        {
            if (first[image] >= 0 && second[image] >= 0)
            {
                counts[(first[image] * secondCount) + second[image]]++;
            }
        }

        double[] values = Array.ConvertAll(counts, count => (double)count);
        int[] matches = counts.Length == 0 ? [.. Enumerable.Repeat(-1, firstCount)] : Hungarian.Maximize(values, firstCount, secondCount);
        for (int cluster = 0; cluster < firstCount; cluster++)
        {
            matches[cluster] = matches[cluster] >= 0 && counts[(cluster * secondCount) + matches[cluster]] > 0 ? matches[cluster] : -1;
        }

        return new ClusterAlignment(counts, firstCount, secondCount, matches);
    }
}
