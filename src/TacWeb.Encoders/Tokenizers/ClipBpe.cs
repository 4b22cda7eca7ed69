using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;

namespace TacWeb.Encoders.Tokenizers;

/// <summary>CLIP's byte-level BPE (Radford et al. 2021; openai/CLIP, <c>simple_tokenizer.py</c>): clean, lower-case, split, merge bytes by rank.</summary>
internal sealed class ClipBpe : ITokenizer
{
    private const int RememberedWords = 65_536;
    private const string StartToken = "<|startoftext|>", EndToken = "<|endoftext|>";
    private static readonly string[] Contractions = ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d"];

    private readonly ClipVocabulary vocabulary;
    private readonly int contextLength;
    private readonly ConcurrentDictionary<string, int[]> words = new(StringComparer.Ordinal);

    /// <summary>Takes the vocabulary over.</summary>
    /// <param name="vocabulary">Pieces and merges.</param>
    /// <param name="contextLength">Most tokens, start and end included.</param>
    public ClipBpe(ClipVocabulary vocabulary, int contextLength) => (this.vocabulary, this.contextLength) = (vocabulary, contextLength);

    /// <inheritdoc/>
    public int[] Encode(string text)
    {
        var ids = new List<int> { vocabulary.Start };
        var clean = Clean(text);
        for (int from = 0, to; from < clean.Length; from = to)
        {
            to = EndOfWord(clean, from);
            AddWord(clean[from..to], ids);
        }

        ids.Add(vocabulary.End);
        if (ids.Count > contextLength)
        {
            ids.RemoveRange(contextLength, ids.Count - contextLength);
            ids[^1] = vocabulary.End;
        }

        return [.. ids];
    }

    /// <summary>HTML entities resolved (twice, as CLIP does), composed characters, lower case.</summary>
    private static string Clean(string text) =>
        LowerCase.Of(UnicodeNormalization.Compose(WebUtility.HtmlDecode(WebUtility.HtmlDecode(text))));

    /// <summary>Where the word at <paramref name="from"/> ends, after CLIP's pattern: special token, contraction, letters, one digit, or a run of anything else but spaces.</summary>
    private static int EndOfWord(string text, int from)
    {
        foreach (var special in (ReadOnlySpan<string>)[StartToken, EndToken, .. Contractions])
        {
            if (string.CompareOrdinal(text, from, special, 0, special.Length) == 0)
            {
                return from + special.Length;
            }
        }

        var kind = KindAt(text, from, out var length);
        var to = from + length;
        while (kind is Kind.Letter or Kind.Other && to < text.Length && KindAt(text, to, out length) == kind)
        {
            to += length;
        }

        return to;
    }

    private void AddWord(string word, List<int> ids)
    {
        if (word == StartToken || word == EndToken)
        {
            ids.Add(word == StartToken ? vocabulary.Start : vocabulary.End);
        }
        else if (KindAt(word, 0, out _) != Kind.Space)
        {
            ids.AddRange(Pieces(word));
        }
    }

    private int[] Pieces(string word)
    {
        if (words.TryGetValue(word, out var known))
        {
            return known;
        }

        var pieces = vocabulary.Merge(Encoding.UTF8.GetBytes(word));
        if (words.Count < RememberedWords)
        {
            words[word] = pieces;
        }

        return pieces;
    }

    private static Kind KindAt(string text, int at, out int length)
    {
        var rune = Rune.TryGetRuneAt(text, at, out var valid) ? valid : Rune.ReplacementChar;
        length = rune.Utf16SequenceLength;
        return Rune.IsWhiteSpace(rune) ? Kind.Space
            : Rune.IsLetter(rune) ? Kind.Letter
            : Rune.GetUnicodeCategory(rune) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber ? Kind.Number
            : Kind.Other;
    }

    private enum Kind
    {
        Space,
        Letter,
        Number,
        Other,
    }
}
