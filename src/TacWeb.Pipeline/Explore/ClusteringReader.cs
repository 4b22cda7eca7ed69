using System.Text.Json;
using TacWeb.Core;
using TacWeb.Core.Runs;
using TacWeb.Pipeline.Export;
using TacWeb.Storage;

namespace TacWeb.Pipeline.Explore;

/// <summary>Reads finished runs out of the data folder; the last few stay in memory. Safe for many threads.</summary>
/// <param name="data">The data folder, as its reader may see it.</param>
/// <param name="recent">What was read last, by whomever: a run is looked for in the folder first.</param>
public sealed class ClusteringReader(DataFolder data, Recent<StoredClustering> recent)
{
    /// <summary>How many runs stay in memory.</summary>
    public const int Kept = 6;

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    /// <summary>A run, or null when there is none, its dataset is deleted, or its files are gone.</summary>
    public StoredClustering? Find(int id)
    {
        if (data.Runs.Find(id) is not { } run)
        {
            return null;
        }

        if (recent.Find(known => known.Run.Id == id && known.Run.StartedUtc == run.StartedUtc) is { } known)
        {
            return known;
        }

        StoredClustering? read = Read(run);
        if (read is not null)
        {
            recent.Keep(read);
        }

        return read;
    }

    /// <summary>A run that must be there.</summary>
    /// <exception cref="TacWebException">There is no such run.</exception>
    public StoredClustering Get(int id) => Find(id) ?? throw new TacWebException($"There is no run {id}.");

    private StoredClustering? Read(StoredRun run)
    {
        string folder = data.Runs.FolderOf(run.Id);
        try
        {
            using FileStream report = File.OpenRead(Path.Combine(folder, "report.json")), clusters = File.OpenRead(Path.Combine(folder, "clusters.json")), partition = File.OpenRead(Path.Combine(folder, "partition.bin"));
            return Join(
                run, JsonSerializer.Deserialize<Report>(report, Format)!, JsonSerializer.Deserialize<ClusterSummary[]>(clusters, Format)!, PartitionFile.Read(partition), Evidence(Path.Combine(folder, "evidence.bin")));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or InvalidDataException)
        {
            return null;
        }
    }

    private StoredClustering? Join(StoredRun run, Report report, ClusterSummary[] clusters, Partition partition, RunEvidence? evidence)
    {
        IReadOnlyList<StoredImage> images = data.Datasets.Images(run.DatasetId);
        int[] rows = evidence?.Rows ?? [.. Enumerable.Range(0, partition.Labels.Count)];
        return rows.Length == partition.Labels.Count && rows.All(row => row >= 0 && row < images.Count)
            ? new StoredClustering(run, report, clusters, partition, rows, evidence?.Confidences ?? new float[rows.Length], [.. rows.Select(row => images[row])])
            : null;
    }

    private static RunEvidence? Evidence(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        return EvidenceFile.Read(stream);
    }
}
