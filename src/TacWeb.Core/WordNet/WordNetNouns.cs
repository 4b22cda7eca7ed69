using System.Collections.Immutable;
using System.Globalization;

namespace TacWeb.Core.WordNet;

/// <summary>The nouns of WordNet 3.0: synsets, lemmas, senses and counts. Immutable and shareable between threads.</summary>
public sealed class WordNetNouns
{
    private readonly IReadOnlyDictionary<int, Synset> _byOffset;
    private readonly Dictionary<string, ImmutableArray<Synset>> _senses;
    private readonly Dictionary<string, int> _counts;

    private WordNetNouns(DataFile data, Dictionary<string, ImmutableArray<Synset>> senses, Dictionary<string, int> counts) =>
        (Synsets, _byOffset, _senses, _counts) = (data.Synsets, data.ByOffset, senses, counts);

    /// <summary>All synsets in the order of <c>data.noun</c>.</summary>
    public IReadOnlyList<Synset> Synsets { get; }

    /// <summary>The case-folded lemmas of <c>index.noun</c>, in no particular order.</summary>
    public IReadOnlyCollection<string> Lemmas => _senses.Keys;

    /// <summary>Parses the three files.</summary>
    /// <param name="data"><c>data.noun</c>, at its first byte; need not be seekable.</param>
    /// <param name="index"><c>index.noun</c>.</param>
    /// <param name="counts"><c>cntlist.rev</c>; null when no counts are needed (all are then 0).</param>
    /// <exception cref="TacWebException">A line that cannot be read; the message begins <c>data.noun, line 123:</c>.</exception>
    public static WordNetNouns Read(Stream data, Stream index, Stream? counts)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(index);
        DataFile file = DataFile.Read(data, "data.noun");
        Dictionary<string, ImmutableArray<Synset>> senses = IndexFile.ReadSenses(index, "index.noun", file.ByOffset);
        foreach (Synset synset in file.Synsets)
        {
            foreach (string lemma in synset.Lemmas)
            {
                if (!senses.TryGetValue(lemma.ToLowerInvariant(), out ImmutableArray<Synset> known) || !known.Contains(synset))
                {
                    throw file.Error(synset, $"'{lemma}' does not have this sense in index.noun.");
                }
            }

            synset.FirstLemma = synset.Lemmas[0].ToLowerInvariant();
            synset.Id = string.Create(CultureInfo.InvariantCulture, $"{synset.FirstLemma}.n.{senses[synset.FirstLemma].IndexOf(synset) + 1:D2}");
        }

        return new WordNetNouns(file, senses, counts is null ? [] : IndexFile.ReadCounts(counts, "cntlist.rev"));
    }

    /// <summary>The form in which lemmas are looked up: lower case, words joined by <c>_</c>.</summary>
    public static string Fold(string lemma)
    {
        ArgumentNullException.ThrowIfNull(lemma);
        return lemma.Replace(' ', '_').ToLowerInvariant();
    }

    /// <summary>The synset with this id (<c>dog.n.01</c>), or null. Any of its lemmas will do, as in NLTK.</summary>
    public Synset? Find(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        int middle = id.LastIndexOf(".n.", StringComparison.Ordinal);
        return middle > 0
            && int.TryParse(id.AsSpan(middle + 3), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && _senses.TryGetValue(Fold(id[..middle]), out ImmutableArray<Synset> senses)
            && number >= 1 && number <= senses.Length
            ? senses[number - 1]
            : null;
    }

    /// <summary>The synset with this wnid (<c>n01440764</c>), or null.</summary>
    public Synset? FindWnid(string wnid)
    {
        ArgumentNullException.ThrowIfNull(wnid);
        return wnid.Length == 9 && wnid[0] == 'n' && int.TryParse(wnid.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int offset)
            ? _byOffset.GetValueOrDefault(offset)
            : null;
    }

    /// <summary>The senses of a lemma in the order of <c>index.noun</c>; empty for a word outside WordNet. Case and <c>_</c> or space do not matter.</summary>
    public IReadOnlyList<Synset> Senses(string lemma) => _senses.TryGetValue(Fold(lemma), out ImmutableArray<Synset> senses) ? senses : [];

    /// <summary>How people see a lemma: the case that its first sense has in <c>data.noun</c>, words joined by spaces. Other words come back with <c>_</c> as spaces.</summary>
    public string Display(string lemma)
    {
        string folded = Fold(lemma);
        if (_senses.TryGetValue(folded, out ImmutableArray<Synset> senses))
        {
            foreach (string written in senses[0].Lemmas)
            {
                if (string.Equals(written, folded, StringComparison.OrdinalIgnoreCase))
                {
                    return written.Replace('_', ' ');
                }
            }
        }

        return lemma.Replace('_', ' ');
    }

    /// <summary>Noun count of a lemma: how often its noun senses were tagged, summed; 0 when never.</summary>
    public int Count(string lemma) => _counts.GetValueOrDefault(Fold(lemma));

    /// <summary>The synset and everything below it over <c>~</c> and <c>~i</c>, each once, in the order of <c>data.noun</c>.</summary>
    public IReadOnlyList<Synset> Subtree(Synset root)
    {
        ArgumentNullException.ThrowIfNull(root);
        SortedSet<int> found = [root.Index];
        Stack<Synset> open = new([root]);
        while (open.TryPop(out Synset? synset))
        {
            foreach (Synset below in synset.Hyponyms)
            {
                if (found.Add(below.Index))
                {
                    open.Push(below);
                }
            }
        }

        return [.. found.Select(index => Synsets[index])];
    }

    /// <summary>The deepest synset that is both or above both, over all hypernyms; ties by file order; null when there is none.</summary>
    public static Synset? LowestCommonSubsumer(Synset first, Synset second)
    {
        HashSet<Synset> above = Above(first);
        above.IntersectWith(Above(second));
        return above.OrderByDescending(synset => synset.Depth).ThenBy(synset => synset.Index).FirstOrDefault();
    }

    /// <summary>The deepest synset that is, or lies above, at least a share of some synsets; of equally deep ones that which covers more, then the first in the file; null for no synsets.</summary>
    /// <param name="synsets">Each counts once; one that comes twice counts twice.</param>
    /// <param name="share">0 … 1.</param>
    public static Synset? LowestCover(IReadOnlyList<Synset> synsets, double share)
    {
        ArgumentNullException.ThrowIfNull(synsets);
        return synsets.SelectMany(Above).CountBy(synset => synset)
            .Where(cover => cover.Value >= share * synsets.Count)
            .OrderByDescending(cover => cover.Key.Depth).ThenByDescending(cover => cover.Value).ThenBy(cover => cover.Key.Index)
            .Select(cover => cover.Key).FirstOrDefault();
    }

    private static HashSet<Synset> Above(Synset synset)
    {
        ArgumentNullException.ThrowIfNull(synset);
        HashSet<Synset> found = [synset];
        Stack<Synset> open = new([synset]);
        while (open.TryPop(out Synset? at))
        {
            foreach (Synset hypernym in at.Hypernyms)
            {
                if (found.Add(hypernym))
                {
                    open.Push(hypernym);
                }
            }
        }

        return found;
    }
}
