using System.Collections.Immutable;
using System.Text;

namespace TacWeb.Core.WordNet;

/// <summary>Parses <c>index.noun</c> (<c>lemma n senses pointers symbol… senses tagged offset…</c>) and <c>cntlist.rev</c> (<c>sense_key number count</c>).</summary>
/// <remarks>Source: WordNet's manual pages wndb(5WN), cntlist(5WN) and senseidx(5WN).</remarks>
internal static class IndexFile
{
    /// <summary>Senses of each case-folded lemma, most frequent first.</summary>
    /// <exception cref="TacWebException">A line that cannot be read, by number.</exception>
    public static Dictionary<string, ImmutableArray<Synset>> ReadSenses(Stream stream, string name, IReadOnlyDictionary<int, Synset> byOffset)
    {
        LineReader lines = new(stream, name);
        Dictionary<string, ImmutableArray<Synset>> senses = new(117_798, StringComparer.Ordinal);
        while (lines.TryRead(out ReadOnlySpan<byte> line))
        {
            if (line.IsEmpty || line[0] == ' ')
            {
                continue;
            }

            FieldReader fields = new(line, lines);
            string lemma = fields.Text("the lemma");
            if (!senses.TryAdd(lemma, ReadLine(ref fields, lines, byOffset)))
            {
                throw lines.Error($"'{lemma}' occurs twice.");
            }
        }

        return senses;
    }

    /// <summary>Noun count of each case-folded lemma: the tag counts of its noun senses, summed.</summary>
    /// <exception cref="TacWebException">A line that cannot be read, by number.</exception>
    public static Dictionary<string, int> ReadCounts(Stream stream, string name)
    {
        LineReader lines = new(stream, name);
        Dictionary<string, int> counts = new(13_000, StringComparer.Ordinal);
        while (lines.TryRead(out ReadOnlySpan<byte> line))
        {
            if (line.IsEmpty)
            {
                continue;
            }

            FieldReader fields = new(line, lines);
            ReadOnlySpan<byte> key = fields.Next("the sense key");
            int percent = key.IndexOf((byte)'%');
            fields.Skip(1, "the sense number");
            int count = fields.Number("the count");
            if (percent < 1 || key.Length < percent + 2)
            {
                throw lines.Error($"'{Encoding.UTF8.GetString(key)}' is no sense key.");
            }

            if (key[percent + 1] == '1')
            {
                string lemma = Encoding.UTF8.GetString(key[..percent]).ToLowerInvariant();
                counts[lemma] = counts.GetValueOrDefault(lemma) + count;
            }
        }

        return counts;
    }

    private static ImmutableArray<Synset> ReadLine(ref FieldReader fields, LineReader lines, IReadOnlyDictionary<int, Synset> byOffset)
    {
        if (!fields.Next("the part of speech").SequenceEqual("n"u8))
        {
            throw lines.Error("is no noun.");
        }

        fields.Skip(1, "the number of senses");
        fields.Skip(fields.Number("the number of pointer symbols"), "a pointer symbol");
        int count = fields.Number("the number of senses");
        fields.Skip(1, "the number of tagged senses");
        ImmutableArray<Synset>.Builder senses = ImmutableArray.CreateBuilder<Synset>();
        for (int i = 0; i < count; i++)
        {
            int offset = fields.Number("a synset's offset");
            senses.Add(byOffset.TryGetValue(offset, out Synset? synset) ? synset : throw lines.Error($"offset {offset:D8} is no synset."));
        }

        return senses.Count == 0 ? throw lines.Error("has no senses.") : senses.DrainToImmutable();
    }
}
