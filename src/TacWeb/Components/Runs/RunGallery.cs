using System.Text.Json;
using TacWeb.Storage;

namespace TacWeb.Components.Runs;

/// <summary>The finished runs of the data folder with their clusters' names. Safe for many threads.</summary>
internal sealed class RunGallery(DataFolder data, KnownByRun<IReadOnlyList<string>> names)
{
    /// <summary>Path of the data folder.</summary>
    public string Root => data.Root;

    /// <summary>All runs, newest first.</summary>
    public IReadOnlyList<StoredRun> Runs() => data.Runs.List();

    /// <summary>The run with the names of its clusters, largest first.</summary>
    public RunCard Card(StoredRun run) => new(run, names.Of(run.Id, ReadNames));

    // A run without a readable file is still worth listing.
    private IReadOnlyList<string> ReadNames(int id)
    {
        try
        {
            using FileStream stream = File.OpenRead(Path.Combine(data.Runs.FolderOf(id), "clusters.json"));
            using JsonDocument clusters = JsonDocument.Parse(stream);
            return [.. clusters.RootElement.EnumerateArray()
                .OrderByDescending(cluster => cluster.GetProperty("size").GetInt32())
                .Select(cluster => cluster.GetProperty("name").GetString() ?? "")];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return [];
        }
    }
}
