using TacWeb.Components.Runs;
using TacWeb.Core.WordNet;
using TacWeb.Hosting;

namespace TacWeb.Languages;

/// <summary>What concepts and clusters are called in the language that is spoken now; in English as they were found. Safe for many threads.</summary>
/// <param name="shelf">WordNet; it is read only where another language needs it.</param>
internal sealed class ConceptNames(WordNetShelf shelf)
{
    /// <summary>A synset.</summary>
    /// <param name="synset">The synset.</param>
    public string Of(Synset synset) => Language.IsChinese ? shelf.Names.Of(synset) : shelf.Nouns.Display(synset.Lemmas[0]).Replace('_', ' ');

    /// <summary>A noun without its sense.</summary>
    /// <param name="noun">The noun as English pages show it.</param>
    public string Of(string noun) => Language.IsChinese ? shelf.Names.Of(noun) : noun;

    /// <summary>Clusters with their names and concepts.</summary>
    /// <param name="clusters">All clusters of a run as they were found.</param>
    public IReadOnlyList<ClusterView> Of(IReadOnlyList<ClusterView> clusters)
    {
        if (!Language.IsChinese || clusters.Count == 0)
        {
            return clusters;
        }

        IReadOnlyList<string> names = shelf.Names.Of([.. clusters.Select(cluster => (cluster.Name, cluster.Concepts ?? []))]);
        return [.. clusters.Select((cluster, i) => cluster with
        {
            Name = names[i],
            Concepts = [.. (cluster.Concepts ?? []).Select(shelf.Names.Of)],
            Origin = cluster is { Concepts: not null, Naming: { } concept } ? shelf.Names.Of(concept) : null,
        })];
    }
}
