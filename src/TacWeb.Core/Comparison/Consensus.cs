namespace TacWeb.Core.Comparison;

/// <summary>In how far several runs put each image into the same cluster, all being aligned to the first.</summary>
/// <param name="Votes">N: runs, the first among them, whose aligned cluster is the first run's; 0 where the first run has noise.</param>
/// <param name="Runs">How many runs there are.</param>
public sealed record Consensus(IReadOnlyList<int> Votes, int Runs)
{
    /// <summary>Whether all runs agree on an image.</summary>
    public bool IsAgreed(int image) => Votes[image] == Runs;

    /// <summary>Images on which all agree.</summary>
    public int Agreed => Votes.Count(votes => votes == Runs);

    /// <summary>Counts the votes.</summary>
    /// <param name="runs">Two or more labelings of the same N images with their K.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Consensus Of(IReadOnlyList<(IReadOnlyList<int> Labels, int ClusterCount)> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        IReadOnlyList<int> first = runs[0].Labels;
        int[] votes = [.. first.Select(label => label >= 0 ? 1 : 0)];
        foreach ((IReadOnlyList<int> labels, int clusterCount) in runs.Skip(1))
        {
            ClusterAlignment alignment = ClusterAlignment.Of(first, runs[0].ClusterCount, labels, clusterCount);
            for (int image = 0; image < votes.Length; image++)
            {
                votes[image] += first[image] >= 0 && labels[image] >= 0 && alignment.Matches[first[image]] == labels[image] ? 1 : 0;
            }
        }

        return new Consensus(votes, runs.Count);
    }
}
