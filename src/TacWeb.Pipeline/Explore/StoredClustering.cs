using TacWeb.Core.Runs;
using TacWeb.Pipeline.Export;
using TacWeb.Storage;

namespace TacWeb.Pipeline.Explore;

/// <summary>A finished run as it was written: nothing that people corrected. Immutable.</summary>
/// <param name="Run">Its row.</param>
/// <param name="Report">Its report.</param>
/// <param name="Clusters">Its clusters, by id, under their found names.</param>
/// <param name="Partition">Labels, probabilities, history.</param>
/// <param name="Rows">N rows of the dataset, ascending: image i of the run is the dataset's image <c>Rows[i]</c>.</param>
/// <param name="Confidences">N confidences, 0…1.</param>
/// <param name="Images">N images: path, hash, class.</param>
public sealed record StoredClustering(
    StoredRun Run,
    Report Report,
    IReadOnlyList<ClusterSummary> Clusters,
    Partition Partition,
    IReadOnlyList<int> Rows,
    IReadOnlyList<float> Confidences,
    IReadOnlyList<StoredImage> Images);
