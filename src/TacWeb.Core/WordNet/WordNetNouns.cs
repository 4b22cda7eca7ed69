namespace TacWeb.Core.WordNet;

/// <summary>The nouns of WordNet 3.0: synsets, lemmas, senses and counts. Immutable and shareable between threads.</summary>
public sealed class WordNetNouns
{
    /// <summary>Parses the three files.</summary>
    /// <param name="data"><c>data.noun</c>, at its first byte; need not be seekable.</param>
    /// <param name="index"><c>index.noun</c>.</param>
    /// <param name="counts"><c>cntlist.rev</c>; null when no counts are needed (all are then 0).</param>
    /// <exception cref="TacWebException">A line that cannot be read; the message begins <c>data.noun, line 123:</c>.</exception>
    public static WordNetNouns Read(Stream data, Stream index, Stream? counts) => throw new NotImplementedException();

    /// <summary>All synsets in the order of <c>data.noun</c>.</summary>
    public IReadOnlyList<Synset> Synsets => throw new NotImplementedException();

    /// <summary>The synset with this id (<c>dog.n.01</c>), or null.</summary>
    public Synset? Find(string id) => throw new NotImplementedException();

    /// <summary>The synset with this wnid (<c>n01440764</c>), or null.</summary>
    public Synset? FindWnid(string wnid) => throw new NotImplementedException();

    /// <summary>The senses of a lemma in the order of <c>index.noun</c>; empty for a word outside WordNet. Case and <c>_</c> or space do not matter.</summary>
    public IReadOnlyList<Synset> Senses(string lemma) => throw new NotImplementedException();

    /// <summary>How people see a lemma: the case that its first sense has in <c>data.noun</c>, words joined by spaces. Other words come back with <c>_</c> as spaces.</summary>
    public string Display(string lemma) => throw new NotImplementedException();

    /// <summary>Noun count of a lemma: how often its noun senses were tagged, summed; 0 when never.</summary>
    public int Count(string lemma) => throw new NotImplementedException();

    /// <summary>The synset and everything below it over <c>~</c> and <c>~i</c>, each once, in the order of <c>data.noun</c>.</summary>
    public IReadOnlyList<Synset> Subtree(Synset root) => throw new NotImplementedException();

    /// <summary>The deepest synset that is both or above both, over all hypernyms; ties by file order; null when there is none.</summary>
    public Synset? LowestCommonSubsumer(Synset first, Synset second) => throw new NotImplementedException();
}
