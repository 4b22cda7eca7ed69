using TacWeb.Core.Datasets;

namespace TacWeb.Pipeline.Jobs;

/// <summary>What uploads hold, before a dataset is made of them.</summary>
/// <param name="Name">Proposed name.</param>
/// <param name="Images">Pictures that would be in the dataset.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="Classes">Class folders and their pictures, by name; empty when there are fewer than two.</param>
/// <param name="Duplicates">Pictures whose bytes another one has.</param>
/// <param name="Skipped">Files that would be left out, and why: at most the first 1,000.</param>
/// <param name="SkippedCount">How many there are in all.</param>
/// <param name="DiskBytes">Disk that the dataset would take: originals, vectors, thumbnails.</param>
/// <param name="Seconds">Estimated time until the dataset is there and a first run is finished.</param>
public sealed record UploadCheck(
    string Name,
    int Images,
    long Bytes,
    IReadOnlyList<ClassCount> Classes,
    int Duplicates,
    IReadOnlyList<SkippedFile> Skipped,
    int SkippedCount,
    long DiskBytes,
    double Seconds);
