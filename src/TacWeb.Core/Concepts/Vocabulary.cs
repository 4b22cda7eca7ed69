using TacWeb.Core.WordNet;

namespace TacWeb.Core.Concepts;

/// <summary>A list of nouns that clusters can be described with. Immutable.</summary>
public sealed class Vocabulary
{
    /// <summary>Key of the default vocabulary: every case-folded noun lemma of WordNet 3.0, 117,798 of them.</summary>
    public const string WordNetKey = "wordnet-3.0-nouns";

    /// <summary>Prefix of a subtree's key: <c>wordnet:animal.n.01</c>.</summary>
    public const string SubtreePrefix = "wordnet:";

    /// <summary>Every lemma of WordNet, in the order of first appearance in <c>data.noun</c>.</summary>
    public static Vocabulary OfWordNet(WordNetNouns wordNet) => throw new NotImplementedException();

    /// <summary>The lemmas of a synset and of everything below it; senses are those inside the subtree.</summary>
    /// <param name="wordNet">WordNet.</param>
    /// <param name="synset">Its id, <c>animal.n.01</c>, with or without <see cref="SubtreePrefix"/>.</param>
    /// <exception cref="TacWebException">No such synset; the message suggests close ones.</exception>
    public static Vocabulary OfSubtree(WordNetNouns wordNet, string synset) => throw new NotImplementedException();

    /// <summary>The user's own phrases, one a line; blank lines and repetitions are left out.</summary>
    /// <param name="wordNet">Where the senses of known phrases come from.</param>
    /// <param name="reader">The text.</param>
    /// <param name="name">The vocabulary's key, and what errors call the file.</param>
    /// <exception cref="TacWebException">A control character or a phrase that is too long, by line; or no phrase at all.</exception>
    public static Vocabulary Read(WordNetNouns wordNet, TextReader reader, string name) => throw new NotImplementedException();

    /// <summary><c>wordnet-3.0-nouns</c>, <c>wordnet:animal.n.01</c> or the file's name.</summary>
    public string Key => throw new NotImplementedException();

    /// <summary>SHA-256 of the lemmas, one a line (UTF-8, <c>\n</c>), as 64 lower-case hex digits: equal lists have equal hashes.</summary>
    public string Hash => throw new NotImplementedException();

    /// <summary>The nouns, each lemma once.</summary>
    public IReadOnlyList<Noun> Nouns => throw new NotImplementedException();

    /// <summary>The senses of one of the nouns within this vocabulary, in sense order; empty outside WordNet.</summary>
    public IReadOnlyList<Synset> Senses(Noun noun) => throw new NotImplementedException();
}
