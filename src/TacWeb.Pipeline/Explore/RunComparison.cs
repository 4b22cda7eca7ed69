using TacWeb.Core.Comparison;

namespace TacWeb.Pipeline.Explore;

/// <summary>Two to six runs of one dataset side by side, over the images that all of them have. Immutable.</summary>
public sealed class RunComparison
{
    private readonly IReadOnlyList<int[]> _labels;
    private readonly string?[] _classes;

    internal RunComparison(IReadOnlyList<ComparedRun> runs, int[] rows, IReadOnlyList<int[]> labels, string?[] classes, IReadOnlyList<DifferingOption> options)
    {
        (Runs, Rows, _labels, _classes, Options) = (runs, rows, labels, classes, options);
        Agreement = AgreementMatrix.Of(labels);
        Consensus = Consensus.Of([.. labels.Select((own, run) => ((IReadOnlyList<int>)own, runs[run].Run.Partition.ClusterCount))]);
    }

    /// <summary>The runs, in the order asked for.</summary>
    public IReadOnlyList<ComparedRun> Runs { get; }

    /// <summary>n rows of the dataset that all runs have, ascending; image i below is row <c>Rows[i]</c>.</summary>
    public IReadOnlyList<int> Rows { get; }

    /// <summary>Settings in which the runs differ; equal ones are left out.</summary>
    public IReadOnlyList<DifferingOption> Options { get; }

    /// <summary>ARI and NMI of each pair.</summary>
    public AgreementMatrix Agreement { get; }

    /// <summary>In how far the runs agree on each image, aligned to the first.</summary>
    public Consensus Consensus { get; }

    /// <summary>Clusters of two of the runs, matched, with their confusion.</summary>
    /// <param name="first">Place in <see cref="Runs"/>.</param>
    /// <param name="second">Another place.</param>
    public ClusterAlignment Align(int first, int second) =>
        ClusterAlignment.Of(_labels[first], Runs[first].Run.Partition.ClusterCount, _labels[second], Runs[second].Run.Partition.ClusterCount);

    /// <summary>Classes against the clusters of two of the runs, and the difference; null without classes.</summary>
    /// <param name="first">Place in <see cref="Runs"/>.</param>
    /// <param name="second">Another place.</param>
    public ClassConfusion? Confusion(int first, int second) => ClassConfusion.Of(_classes, _labels[first], _labels[second], Align(first, second));

    /// <summary>One image of each cell of a confusion of clusters that is not empty: the first in the order of rows.</summary>
    /// <param name="first">Place in <see cref="Runs"/>.</param>
    /// <param name="second">Another place.</param>
    /// <returns>Cluster of the first, cluster of the second run, row of the dataset; noise is left out.</returns>
    public IReadOnlyList<(int First, int Second, int Row)> Samples(int first, int second)
    {
        Dictionary<(int, int), int> samples = [];
        for (int image = 0; image < Rows.Count; image++)
        {
            if (_labels[first][image] >= 0 && _labels[second][image] >= 0)
            {
                samples.TryAdd((_labels[first][image], _labels[second][image]), Rows[image]);
            }
        }

        return [.. samples.Select(sample => (sample.Key.Item1, sample.Key.Item2, sample.Value))];
    }

    /// <summary>Rows of the dataset in one cell of a confusion of clusters.</summary>
    /// <param name="first">Place in <see cref="Runs"/>.</param>
    /// <param name="firstCluster">Cluster of that run, or −1.</param>
    /// <param name="second">Another place.</param>
    /// <param name="secondCluster">Cluster of that run, or −1.</param>
    public IReadOnlyList<int> CellRows(int first, int firstCluster, int second, int secondCluster) =>
        [.. Enumerable.Range(0, Rows.Count).Where(image => _labels[first][image] == firstCluster && _labels[second][image] == secondCluster).Select(image => Rows[image])];

    /// <summary>Rows of the dataset on which all runs agree, or those on which they do not, most divided first.</summary>
    public IReadOnlyList<int> ConsensusRows(bool agreed)
    {
        IEnumerable<int> images = Enumerable.Range(0, Rows.Count).Where(image => Consensus.IsAgreed(image) == agreed);
        return [.. (agreed ? images : images.OrderBy(image => Consensus.Votes[image])).Select(image => Rows[image])];
    }
}
