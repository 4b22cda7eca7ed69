using System.Text.Json;
using TacWeb.Components.Runs;
using TacWeb.Core.Comparison;
using TacWeb.Pipeline.Export;
using TacWeb.Storage;

namespace TacWeb.Components.Compare;

/// <summary>Mean ± sd of the scores of runs over their own seeds, out of their reports; kept in memory, for a report never changes. Safe for many threads.</summary>
internal sealed class RunSpreads(DataFolder data, KnownByRun<ScoreSummary?> known)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    /// <summary>A run's scores; null without classes.</summary>
    public ScoreSummary? Of(StoredRun run) => run.Scores is null ? null : known.Of(run.Id, Read) ?? new ScoreSummary(1, run.Scores, null);

    // A run without a readable report still has the scores of its row.
    private ScoreSummary? Read(int id)
    {
        try
        {
            using FileStream stream = File.OpenRead(Path.Combine(data.Runs.FolderOf(id), "report.json"));
            return JsonSerializer.Deserialize<Report>(stream, Format) is { Mean: { } mean, Runs: { } runs } report ? new ScoreSummary(runs.Count, mean, report.StandardDeviation) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}
