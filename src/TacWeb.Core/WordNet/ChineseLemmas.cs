using System.Buffers.Text;
using System.Text;

namespace TacWeb.Core.WordNet;

/// <summary>Chinese lemmas of noun synsets: Chinese Open Wordnet (Wang and Bond, IJCNLP 2013), keyed by offset in WordNet 3.0's <c>data.noun</c>. Immutable and shareable between threads.</summary>
public sealed class ChineseLemmas
{
    private const int OffsetDigits = 8;
    private readonly Dictionary<int, string> _first;

    private ChineseLemmas(Dictionary<int, string> first) => _first = first;

    /// <summary>Synsets that have a Chinese lemma.</summary>
    public int Count => _first.Count;

    /// <summary>Parses <c>wn-data-cmn.tab</c>: lines of offset and part of speech, <c>cmn:lemma</c>, lemma; lines that begin with <c>#</c> are passed over.</summary>
    /// <param name="stream">The file, at its first byte; need not be seekable.</param>
    /// <exception cref="TacWebException">A line that cannot be read; the message begins <c>wn-data-cmn.tab, line 123:</c>.</exception>
    public static ChineseLemmas Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        LineReader reader = new(stream, "wn-data-cmn.tab");
        Dictionary<int, string> first = [];
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
                first.TryAdd(offset, Lemma(reader, line[(OffsetDigits + 2)..]));
            }
        }

        return new ChineseLemmas(first);
    }

    /// <summary>The first Chinese lemma of a synset, or null.</summary>
    /// <param name="offset">Its offset in <c>data.noun</c>.</param>
    public string? Find(int offset) => _first.GetValueOrDefault(offset);

    /// <summary>What a synset is called in Chinese: its first Chinese lemma, else its first English one with blanks between words.</summary>
    public string Of(Synset synset)
    {
        ArgumentNullException.ThrowIfNull(synset);
        return Find(synset.Offset) ?? synset.Lemmas[0].Replace('_', ' ');
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
