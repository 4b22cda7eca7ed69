using TacWeb.Core.WordNet;

namespace TacWeb.Core.Labelling;

/// <summary>What concepts and clusters are called in Chinese. A synset without a Chinese lemma, and a word outside WordNet, keeps its English one. Immutable.</summary>
/// <param name="wordNet">WordNet.</param>
/// <param name="lemmas">Its Chinese lemmas.</param>
public sealed class ChineseNames(WordNetNouns wordNet, ChineseLemmas lemmas)
{
    private const string Nameless = "cluster ";

    /// <summary>Name of a synset.</summary>
    /// <param name="synset">The synset.</param>
    public string Of(Synset synset)
    {
        ArgumentNullException.ThrowIfNull(synset);
        return lemmas.Find(synset.Offset) ?? wordNet.Display(synset.Lemmas[0]);
    }

    /// <summary>The concept with its Chinese lemma and hypernyms; the gloss stays English.</summary>
    /// <param name="concept">The concept.</param>
    public ConceptEvidence Of(ConceptEvidence concept)
    {
        ArgumentNullException.ThrowIfNull(concept);
        return concept.Synset is { } id && wordNet.Find(id) is { } synset
            ? concept with { Lemma = Lemma(synset, concept.Lemma), Hypernyms = [.. synset.HypernymPath().Select(Of)] }
            : concept;
    }

    /// <summary>A noun by itself, in the commonest of its senses.</summary>
    /// <param name="lemma">The noun as people see it.</param>
    public string Of(string lemma) => wordNet.Senses(lemma) is [var first, ..] ? Lemma(first, lemma) : lemma;

    /// <summary>The synsets of a Chinese noun, the commonest first.</summary>
    /// <param name="lemma">The noun, whole.</param>
    public IReadOnlyList<Synset> Senses(string lemma) =>
        [.. lemmas.Synsets(lemma).Select(offset => wordNet.FindWnid($"n{offset:D8}")).OfType<Synset>().OrderByDescending(synset => wordNet.Count(synset.Lemmas[0]))];

    /// <summary>Names of a run's clusters, each given once: where two would be the same, the English name follows in brackets.</summary>
    /// <param name="clusters">English names with the concepts that the clusters are named by.</param>
    public IReadOnlyList<string> Of(IReadOnlyList<(string Name, IReadOnlyList<ConceptEvidence> Concepts)> clusters)
    {
        string[] names = [.. (clusters ?? throw new ArgumentNullException(nameof(clusters))).Select(cluster => Name(cluster.Name, cluster.Concepts))];
        HashSet<string> twice = [.. names.GroupBy(name => name, StringComparer.Ordinal).Where(same => same.Skip(1).Any()).Select(same => same.Key)];
        return [.. names.Select((name, i) => twice.Contains(name) && name != clusters[i].Name ? $"{name} ({clusters[i].Name})" : name)];
    }

    private string Name(string english, IReadOnlyList<ConceptEvidence> concepts)
    {
        ConceptEvidence? concept = concepts.FirstOrDefault(concept => string.Equals(concept.Lemma, english, StringComparison.OrdinalIgnoreCase));
        return concept is not null ? Of(concept).Lemma
            : english.StartsWith(Nameless, StringComparison.Ordinal) && int.TryParse(english.AsSpan(Nameless.Length), out int number) ? $"簇 {number}"
            : Of(english);
    }

    private string Lemma(Synset synset, string english) => lemmas.Find(synset.Offset) ?? english;
}
