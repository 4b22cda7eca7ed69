using TacWeb.Core.Runs;
using TacWeb.Pipeline.Export;
using TacWeb.Storage;

namespace TacWeb.Components.Runs;

/// <summary>A finished run with all that its pages show. Immutable; shared by all readers.</summary>
public sealed class RunDetails
{
    private readonly int[][] _members;

    /// <summary>Joins what the run's files hold.</summary>
    /// <param name="run">The row.</param>
    /// <param name="report">Its report.</param>
    /// <param name="clusters">Its clusters, by id.</param>
    /// <param name="partition">Labels and history.</param>
    /// <param name="evidence">Image by image; null in a run of an earlier version.</param>
    public RunDetails(StoredRun run, Report report, IReadOnlyList<ClusterView> clusters, Partition partition, RunEvidence? evidence)
    {
        ArgumentNullException.ThrowIfNull(clusters);
        ArgumentNullException.ThrowIfNull(partition);
        (Run, Report, Clusters, Partition, Evidence) = (run, report, clusters, partition, evidence);
        List<int>[] members = [.. clusters.Select(_ => new List<int>())];
        for (int image = 0; image < partition.Labels.Count; image++)
        {
            if (partition.Labels[image] >= 0)
            {
                members[partition.Labels[image]].Add(image);
            }
        }

        _members = [.. members.Select(list => list.ToArray())];
        foreach (int[] list in _members)
        {
            Array.Sort(list, (first, second) => (Cosine(second), first).CompareTo((Cosine(first), second)));
        }
    }

    /// <summary>The row.</summary>
    public StoredRun Run { get; }

    /// <summary>The report.</summary>
    public Report Report { get; }

    /// <summary>The clusters, by id.</summary>
    public IReadOnlyList<ClusterView> Clusters { get; }

    /// <summary>Labels and history.</summary>
    public Partition Partition { get; }

    /// <summary>Image by image; null in a run of an earlier version.</summary>
    public RunEvidence? Evidence { get; }

    /// <summary>Images of a cluster, nearest its centre first.</summary>
    public IReadOnlyList<int> Members(int cluster) => _members[cluster];

    /// <summary>The dataset's row of an image of the run.</summary>
    public int RowOf(int image) => Evidence is { } evidence ? evidence.Rows[image] : image;

    /// <summary>The run's image of a row of the dataset; −1 where the run has none.</summary>
    public int ImageOf(int row) => Evidence is { } evidence ? Array.BinarySearch(evidence.Rows, row) is >= 0 and var image ? image : -1 : row < Partition.Labels.Count ? row : -1;

    /// <summary>Images of a cluster in an order that a page offers.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="order">Which order.</param>
    public IReadOnlyList<int> Ordered(int cluster, ImageOrder order) => order switch
    {
        ImageOrder.Uncertain when Evidence is { } evidence => [.. _members[cluster].OrderBy(image => evidence.Naming.Gaps[image])],
        ImageOrder.Outliers => [.. _members[cluster].Reverse()],
        _ => _members[cluster],
    };

    /// <summary>Whether an image has a concept of its cluster among its three largest nouns.</summary>
    /// <param name="image">The image.</param>
    /// <param name="noun">The noun that stands for the concept.</param>
    public bool Carries(int image, int noun) => Evidence is { } evidence && evidence.Naming.Nouns.NounsOf(image)[..3].Contains(noun);

    /// <summary>The noun that stands for a concept of a cluster, or null.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="concept">Synset or word, as <see cref="ClusterView.KeyOf"/> gives it.</param>
    public int? NounOf(int cluster, string? concept)
    {
        for (int i = 0; i < Clusters[cluster].Concepts.Count && Evidence is not null; i++)
        {
            if (ClusterView.KeyOf(Clusters[cluster].Concepts[i]) == concept)
            {
                return Evidence.Naming.ConceptNouns[cluster][i];
            }
        }

        return null;
    }

    private float Cosine(int image) => Evidence is { } evidence ? evidence.Naming.Cosines[image] : 0;
}
