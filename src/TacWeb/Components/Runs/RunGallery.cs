using System.Collections.Concurrent;
using System.Text.Json;
using TacWeb.Languages;
using TacWeb.Storage;

namespace TacWeb.Components.Runs;

/// <summary>The finished runs of the data folder with their clusters' names in the language that is spoken now. Safe for many threads.</summary>
internal sealed class RunGallery(DataFolder data, KnownByRun<ConcurrentDictionary<string, IReadOnlyList<string>>> known, ConceptNames names)
{
    /// <summary>Path of the data folder.</summary>
    public string Root => data.Root;

    /// <summary>All runs, newest first.</summary>
    public IReadOnlyList<StoredRun> Runs() => data.Runs.List();

    /// <summary>The run with the names of its clusters, largest first.</summary>
    public RunCard Card(StoredRun run) => new(run, known.Of(run.Id, _ => new(StringComparer.Ordinal)).GetOrAdd(Language.Current, _ => ReadNames(run.Id)));

    // A run without a readable file is still worth listing.
    private IReadOnlyList<string> ReadNames(int id)
    {
        try
        {
            using FileStream stream = File.OpenRead(Path.Combine(data.Runs.FolderOf(id), "clusters.json"));
            ClusterView[] clusters = JsonSerializer.Deserialize<ClusterView[]>(stream, JsonSerializerOptions.Web) ?? [];
            return [.. names.Of(clusters).OrderByDescending(cluster => cluster.Size).Select(cluster => cluster.Name ?? "")];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return [];
        }
    }
}
