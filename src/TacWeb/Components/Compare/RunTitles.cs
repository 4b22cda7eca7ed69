using TacWeb.Components.Runs;
using TacWeb.Languages;
using TacWeb.Pipeline.Explore;

namespace TacWeb.Components.Compare;

/// <summary>What the clusters of compared runs are called in the language that is spoken now.</summary>
/// <param name="shelf">Has the concepts that clusters are named by.</param>
internal sealed class RunTitles(RunShelf shelf)
{
    /// <summary>Titles of a run's clusters.</summary>
    /// <param name="run">The run.</param>
    public IReadOnlyList<string> Of(ComparedRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Language.IsChinese && shelf.Find(run.Run.Run.Id) is { } details ? [.. shelf.Clusters(details).Select(cluster => cluster.Title)] : run.Names;
    }
}
