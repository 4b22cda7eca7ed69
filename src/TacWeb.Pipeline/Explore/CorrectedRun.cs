using TacWeb.Core.Corrections;
using TacWeb.Storage;

namespace TacWeb.Pipeline.Explore;

/// <summary>A run with its corrections. Immutable.</summary>
/// <param name="Original">The run as it was written.</param>
/// <param name="Partition">The clustering as people corrected it; image i is the run's image i.</param>
/// <param name="Corrections">The edits, oldest first.</param>
public sealed record CorrectedRun(StoredClustering Original, CorrectedPartition Partition, IReadOnlyList<StoredCorrection> Corrections);
