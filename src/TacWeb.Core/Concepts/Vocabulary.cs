using System.Security.Cryptography;
using System.Text;
using TacWeb.Core.WordNet;

namespace TacWeb.Core.Concepts;

/// <summary>A list of nouns that clusters can be described with. Immutable and shareable between threads.</summary>
public sealed class Vocabulary
{
    /// <summary>Key of the default vocabulary: every case-folded noun lemma of WordNet 3.0, 117,798 of them.</summary>
    public const string WordNetKey = "wordnet-3.0-nouns";

    /// <summary>Prefix of a subtree's key: <c>wordnet:animal.n.01</c>.</summary>
    public const string SubtreePrefix = "wordnet:";

    private readonly WordNetNouns _wordNet;
    private readonly HashSet<Synset>? _subtree;

    private Vocabulary(string key, IReadOnlyList<Noun> nouns, WordNetNouns wordNet, HashSet<Synset>? subtree)
    {
        (Key, Nouns, _wordNet, _subtree) = (key, nouns, wordNet, subtree);
        Hash = HashOf(nouns);
    }

    /// <summary><c>wordnet-3.0-nouns</c>, <c>wordnet:animal.n.01</c> or the file's name.</summary>
    public string Key { get; }

    /// <summary>SHA-256 of the lemmas, one a line (UTF-8, <c>\n</c>), as 64 lower-case hex digits: equal lists have equal hashes.</summary>
    public string Hash { get; }

    /// <summary>The nouns, each lemma once.</summary>
    public IReadOnlyList<Noun> Nouns { get; }

    /// <summary>Every lemma of WordNet, in the order of first appearance in <c>data.noun</c>.</summary>
    public static Vocabulary OfWordNet(WordNetNouns wordNet)
    {
        ArgumentNullException.ThrowIfNull(wordNet);
        return new Vocabulary(WordNetKey, NounsOf(wordNet.Synsets, wordNet, within: null), wordNet, subtree: null);
    }

    /// <summary>The lemmas of a synset and of everything below it; senses are those inside the subtree.</summary>
    /// <param name="wordNet">WordNet.</param>
    /// <param name="synset">Its id, <c>animal.n.01</c>, with or without <see cref="SubtreePrefix"/>.</param>
    /// <exception cref="TacWebException">No such synset; the message suggests close ones.</exception>
    public static Vocabulary OfSubtree(WordNetNouns wordNet, string synset)
    {
        ArgumentNullException.ThrowIfNull(wordNet);
        ArgumentNullException.ThrowIfNull(synset);
        string id = synset.StartsWith(SubtreePrefix, StringComparison.Ordinal) ? synset[SubtreePrefix.Length..] : synset;
        Synset root = wordNet.Find(id) ?? throw Unknown(id, wordNet);
        IReadOnlyList<Synset> subtree = wordNet.Subtree(root);
        HashSet<Synset> within = [.. subtree];
        return new Vocabulary(SubtreePrefix + root.Id, NounsOf(subtree, wordNet, within), wordNet, within);
    }

    /// <summary>The user's own phrases, one a line; blank lines and repetitions are left out.</summary>
    /// <param name="wordNet">Where the senses of known phrases come from.</param>
    /// <param name="reader">The text.</param>
    /// <param name="name">The vocabulary's key, and what errors call the file.</param>
    /// <exception cref="TacWebException">A control character or a phrase that is too long, by line; or no phrase at all.</exception>
    public static Vocabulary Read(WordNetNouns wordNet, TextReader reader, string name)
    {
        ArgumentNullException.ThrowIfNull(wordNet);
        return new Vocabulary(name, PhraseList.Read(wordNet, reader, name), wordNet, subtree: null);
    }

    /// <summary>The senses of one of the nouns within this vocabulary, in sense order; empty outside WordNet.</summary>
    public IReadOnlyList<Synset> Senses(Noun noun)
    {
        ArgumentNullException.ThrowIfNull(noun);
        IReadOnlyList<Synset> senses = _wordNet.Senses(noun.Lemma);
        return _subtree is null ? senses : [.. senses.Where(_subtree.Contains)];
    }

    private static List<Noun> NounsOf(IReadOnlyList<Synset> synsets, WordNetNouns wordNet, HashSet<Synset>? within)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        List<Noun> nouns = [];
        foreach (Synset synset in synsets)
        {
            foreach (string written in synset.Lemmas)
            {
                string lemma = written.ToLowerInvariant();
                if (seen.Add(lemma))
                {
                    Synset first = wordNet.Senses(lemma).First(sense => within is null || within.Contains(sense));
                    nouns.Add(new Noun(lemma, first.Id, first.Gloss));
                }
            }
        }

        return nouns;
    }

    private static TacWebException Unknown(string id, WordNetNouns wordNet)
    {
        IReadOnlyList<string> close = Suggestions.For(id, wordNet);
        return new($"WordNet has no synset '{id}'. " + (close.Count == 0
            ? "A synset is written like animal.n.01."
            : $"Did you mean {string.Join(", ", close)}?"));
    }

    private static string HashOf(IReadOnlyList<Noun> nouns)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Noun noun in nouns)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(noun.Lemma + "\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
