using TacWeb.Core.Datasets;

namespace TacWeb.Pipeline.Ingest;

/// <summary>What an input held.</summary>
/// <param name="Name">The dataset's name.</param>
/// <param name="Images">Path and content hash of each picture, in ordinal order of the paths.</param>
/// <param name="Skipped">Files left out, and why.</param>
internal sealed record Ingested(string Name, IReadOnlyList<(string Path, string Hash)> Images, IReadOnlyList<SkippedFile> Skipped)
{
    /// <summary>Bytes of all pictures as they were read; 0 for a stored dataset.</summary>
    public long Bytes { get; init; }
}
