using TacWeb.Core.Runs;

namespace TacWeb.Core.Corrections;

/// <summary>A partition as people corrected it. Immutable.</summary>
/// <param name="Labels">N ids of <see cref="Clusters"/>, or −1 for noise.</param>
/// <param name="Clusters">The clusters there are, by id; ids may have gaps.</param>
/// <param name="Moved">N: whether the label differs from the run's own, where a merge counts too.</param>
/// <param name="Homes">K: the cluster that each of the run's own clusters is now, itself or what it was merged into.</param>
public sealed record CorrectedPartition(IReadOnlyList<int> Labels, IReadOnlyList<CorrectedCluster> Clusters, IReadOnlyList<bool> Moved, IReadOnlyList<int> Homes)
{
    private readonly Dictionary<int, CorrectedCluster> _byId = Clusters.ToDictionary(cluster => cluster.Id);

    /// <summary>A cluster by its id, or null.</summary>
    public CorrectedCluster? Find(int id) => _byId.GetValueOrDefault(id);

    /// <summary>The name of a label; empty for noise.</summary>
    public string NameOf(int label) => label == Partition.Noise ? "" : Find(label)?.Name ?? "";
}
