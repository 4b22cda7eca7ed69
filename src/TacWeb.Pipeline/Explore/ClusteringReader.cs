using System.Text.Json;
using TacWeb.Core;
using TacWeb.Core.Runs;
using TacWeb.Pipeline.Export;
using TacWeb.Storage;

namespace TacWeb.Pipeline.Explore;

/// <summary>Reads finished runs out of the data folder; the last few stay in memory. Safe for many threads.</summary>
/// <param name="data">The owned data folder.</param>
public sealed class ClusteringReader(DataFolder data)
{
    private const int Kept = 6;
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);
    private readonly Lock _lock = new();
    private readonly LinkedList<StoredClustering> _recent = new();

    /// <summary>A run, or null when there is none, its dataset is deleted, or its files are gone.</summary>
    public StoredClustering? Find(int id)
    {
        if (data.Runs.Find(id) is not { } run)
        {
            return null;
        }

        lock (_lock)
        {
            if (_recent.FirstOrDefault(known => known.Run.Id == id && known.Run.StartedUtc == run.StartedUtc) is { } known)
            {
                _recent.Remove(known);
                _recent.AddFirst(known);
                return known;
            }
        }

        StoredClustering? read = Read(run);
        if (read is not null)
        {
            Keep(read);
        }

        return read;
    }

    /// <summary>A run that must be there.</summary>
    /// <exception cref="TacWebException">There is no such run.</exception>
    public StoredClustering Get(int id) => Find(id) ?? throw new TacWebException($"There is no run {id}.");

    private void Keep(StoredClustering read)
    {
        lock (_lock)
        {
            _recent.AddFirst(read);
            if (_recent.Count > Kept)
            {
                _recent.RemoveLast();
            }
        }
    }

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
