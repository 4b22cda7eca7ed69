using TacWeb.Components.Runs;
using TacWeb.Core.Corrections;
using TacWeb.Pipeline.Explore;

namespace TacWeb.Languages;

/// <summary>What the clusters of a corrected run are called in the language that is spoken now: what people named keeps its name. Safe for many threads.</summary>
/// <param name="shelf">Has the concepts that clusters are named by.</param>
internal sealed class CorrectedNames(RunShelf shelf)
{
    /// <summary>The clusters with their names.</summary>
    /// <param name="run">The run with its corrections.</param>
    public IReadOnlyList<CorrectedCluster> Of(CorrectedRun run)
    {
        if (!Language.IsChinese || shelf.Find(run.Original.Run.Id) is not { } details)
        {
            return run.Partition.Clusters;
        }

        IReadOnlyList<ClusterView> clusters = shelf.Clusters(details);
        return [.. run.Partition.Clusters.Select(cluster => cluster.IsNew || cluster.IsRenamed || cluster.Id >= clusters.Count ? cluster : cluster with { Name = clusters[cluster.Id].Title })];
    }

    /// <summary>The names in Chinese for an export, with the concepts; null where English is spoken.</summary>
    /// <param name="run">The run with its corrections.</param>
    public ExportNames? ForExport(CorrectedRun run) => !Language.IsChinese ? null : new ExportNames(
        Language.Chinese,
        Of(run).ToDictionary(cluster => cluster.Id, cluster => cluster.Name),
        shelf.Find(run.Original.Run.Id) is { } details ? shelf.Clusters(details).ToDictionary(cluster => cluster.Id, cluster => (IReadOnlyList<string>)[.. cluster.Concepts.Select(concept => concept.Lemma)]) : []);
}
