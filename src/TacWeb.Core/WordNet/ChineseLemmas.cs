using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;

namespace TacWeb.Core.WordNet;

/// <summary>Chinese lemmas of noun synsets: Chinese Open Wordnet (Wang and Bond, IJCNLP 2013), keyed by offset in WordNet 3.0's <c>data.noun</c>. Immutable and shareable between threads.</summary>
public sealed class ChineseLemmas
{
    private const int OffsetDigits = 8;
    private readonly Dictionary<int, string> _lemmas;
    private readonly ILookup<string, int> _synsets;

    private ChineseLemmas(Dictionary<int, string> lemmas, ILookup<string, int> synsets) => (_lemmas, _synsets) = (lemmas, synsets);

    /// <summary>Synsets that have a Chinese lemma.</summary>
    public int Count => _lemmas.Count;

    /// <summary>Parses <c>wn-data-cmn.tab</c>: lines of offset and part of speech, <c>cmn:lemma</c>, lemma; lines that begin with <c>#</c> are passed over.</summary>
    /// <param name="stream">The file, at its first byte; need not be seekable.</param>
    /// <exception cref="TacWebException">A line that cannot be read; the message begins <c>wn-data-cmn.tab, line 123:</c>.</exception>
    public static ChineseLemmas Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        LineReader reader = new(stream, "wn-data-cmn.tab");
        Dictionary<int, List<string>> lemmas = [];
        while (reader.TryRead(out ReadOnlySpan<byte> line))
        {
            if (line.IsEmpty || line[0] == (byte)'#')
            {
                continue;
            }

            if (line.Length < OffsetDigits + 2 || !Utf8Parser.TryParse(line[..OffsetDigits], out int offset, out int read) || read != OffsetDigits || line[OffsetDigits] != (byte)'-')
            {
                throw reader.Error("it does not begin with an offset and a part of speech.");
            }

            if (line[OffsetDigits + 1] == (byte)'n')
            {
                (CollectionsMarshal.GetValueRefOrAddDefault(lemmas, offset, out _) ??= []).Add(Lemma(reader, line[(OffsetDigits + 2)..]));
            }
        }

        return new ChineseLemmas(Commonest(lemmas), lemmas.SelectMany(synset => synset.Value.Select(lemma => (lemma, synset.Key))).ToLookup(pair => pair.lemma, pair => pair.Key, StringComparer.Ordinal));
    }

    /// <summary>The commonest Chinese lemma of a synset, or null.</summary>
    /// <param name="offset">Its offset in <c>data.noun</c>.</param>
    public string? Find(int offset) => _lemmas.GetValueOrDefault(offset);

    /// <summary>Offsets of the synsets that have a Chinese lemma, those that are called by it first.</summary>
    /// <param name="lemma">The lemma, whole.</param>
    public IReadOnlyList<int> Synsets(string lemma) => [.. _synsets[lemma].Distinct().OrderByDescending(offset => _lemmas[offset] == lemma)];

    /// <summary>What a synset is called in Chinese: its commonest Chinese lemma, else its first English one with blanks between words.</summary>
    public string Of(Synset synset)
    {
        ArgumentNullException.ThrowIfNull(synset);
        return Find(synset.Offset) ?? synset.Lemmas[0].Replace('_', ' ');
    }

    // The file has each synset's lemmas by code point, not by use. A common word is one that other words are built with: 狗 stands in more of them than 犬.
    private static Dictionary<int, string> Commonest(Dictionary<int, List<string>> lemmas)
    {
        Dictionary<string, int> within = lemmas.Values.SelectMany(list => list).Distinct(StringComparer.Ordinal).ToDictionary(lemma => lemma, _ => 0, StringComparer.Ordinal);
        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> parts = within.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (string lemma in within.Keys.ToArray())
        {
            for (int start = 0; start < lemma.Length; start++)
            {
                for (int end = start + 1; end <= lemma.Length; end++)
                {
                    if (parts.TryGetValue(lemma.AsSpan(start..end), out int count))
                    {
                        parts[lemma.AsSpan(start..end)] = count + 1;
                    }
                }
            }
        }

        return lemmas.ToDictionary(synset => synset.Key, synset => synset.Value.MaxBy(lemma => within[lemma])!);
    }

    private static string Lemma(LineReader reader, ReadOnlySpan<byte> rest)
    {
        ReadOnlySpan<byte> kind = "\tcmn:lemma\t"u8;
        if (!rest.StartsWith(kind) || rest.Length == kind.Length)
        {
            throw reader.Error("it has no lemma.");
        }

        // "+" marks where a noun phrase was put together
        return Encoding.UTF8.GetString(rest[kind.Length..]).Replace("+", "", StringComparison.Ordinal).Trim();
    }
}
