using System.Collections.Immutable;

namespace TacWeb.Core.WordNet;

/// <summary>A noun synset of WordNet: one meaning and the lemmas that can express it. Immutable.</summary>
public sealed class Synset
{
    internal Synset(int index, int offset, ImmutableArray<string> lemmas, string gloss) =>
        (Index, Offset, Lemmas, Gloss) = (index, offset, lemmas, gloss);

    /// <summary>Place in <see cref="WordNetNouns.Synsets"/>.</summary>
    public int Index { get; }

    /// <summary>Byte offset in <c>data.noun</c>, which is also the number of its wnid (<c>n02084071</c>).</summary>
    public int Offset { get; }

    /// <summary><c>dog.n.01</c>: first lemma, case-folded, and the place of this synset among that lemma's senses, two digits.</summary>
    public string Id { get; internal set; } = "";

    /// <summary>At least one lemma in the case of the file, words joined by <c>_</c>.</summary>
    public ImmutableArray<string> Lemmas { get; }

    /// <summary>First lemma, case-folded.</summary>
    internal string FirstLemma { get; set; } = "";

    /// <summary>The definition, without example sentences.</summary>
    public string Gloss { get; }

    /// <summary>Pointers <c>@</c> and <c>@i</c>, in the order of the file; empty for <c>entity.n.01</c>.</summary>
    public ImmutableArray<Synset> Hypernyms { get; internal set; } = [];

    /// <summary>Pointers <c>~</c> and <c>~i</c>, in the order of the file.</summary>
    public ImmutableArray<Synset> Hyponyms { get; internal set; } = [];

    /// <summary>Length of <see cref="HypernymPath"/>: 0 for <c>entity.n.01</c>, 13 for <c>dog.n.01</c>.</summary>
    public int Depth { get; internal set; }

    /// <summary>The hypernyms over each synset's first pointer, nearest first, up to a synset without hypernyms.</summary>
    public IEnumerable<Synset> HypernymPath()
    {
        for (Synset above = this; above.Hypernyms.Length > 0;)
        {
            above = above.Hypernyms[0];
            yield return above;
        }
    }

    /// <summary>The synset's <see cref="Id"/>.</summary>
    public override string ToString() => Id;
}
