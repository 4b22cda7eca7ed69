using System.Text.Json;
using TacWeb.Languages;
using TacWeb.Pipeline.Explore;
using TacWeb.Pipeline.Export;
using TacWeb.Storage;

namespace TacWeb.Components.Runs;

/// <summary>Finished runs as pages need them; the last few stay in memory. Safe for many threads.</summary>
internal sealed class RunShelf(DataFolder data, Recent<RunDetails> recent, ConceptNames names)
{
    /// <summary>How many runs stay in memory.</summary>
    public const int Kept = 4;

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    /// <summary>A run, or null when there is none, its dataset is deleted, or its files are gone.</summary>
    public RunDetails? Find(int id)
    {
        if (data.Runs.Find(id) is not { } run)
        {
            return null;
        }

        if (recent.Find(details => details.Run.Id == id) is { } known)
        {
            return known;
        }

        RunDetails? read = Read(run);
        if (read is not null)
        {
            recent.Keep(read);
        }

        return read;
    }

    /// <summary>The clusters of a run in the language that is spoken now, with the names that people gave.</summary>
    public IReadOnlyList<ClusterView> Clusters(RunDetails details)
    {
        IReadOnlyDictionary<int, string> given = data.Runs.GivenNames(details.Run.Id);
        IReadOnlyList<ClusterView> clusters = names.Of(details.Clusters);
        return given.Count == 0 ? clusters : [.. clusters.Select(cluster => cluster with { Given = given.GetValueOrDefault(cluster.Id) })];
    }

    private RunDetails? Read(StoredRun run)
    {
        string folder = data.Runs.FolderOf(run.Id);
        try
        {
            using FileStream report = File.OpenRead(Path.Combine(folder, "report.json")), clusters = File.OpenRead(Path.Combine(folder, "clusters.json")), partition = File.OpenRead(Path.Combine(folder, "partition.bin"));
            string evidence = Path.Combine(folder, "evidence.bin");
            return new RunDetails(
                run, JsonSerializer.Deserialize<Report>(report, Format)!, JsonSerializer.Deserialize<ClusterView[]>(clusters, Format)!, PartitionFile.Read(partition), File.Exists(evidence) ? ReadEvidence(evidence) : null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or InvalidDataException)
        {
            return null;
        }
    }

    private static RunEvidence ReadEvidence(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        return EvidenceFile.Read(stream);
    }
}
