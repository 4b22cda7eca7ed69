using System.Globalization;
using System.Text;
using TacWeb.Core;

namespace TacWeb.Encoders.Tokenizers;

/// <summary>BERT's WordPiece (Devlin et al. 2019), as BERT base uncased tokenises: clean, split at spaces and punctuation, greedy longest match.</summary>
internal sealed class WordPiece : ITokenizer
{
    private const int LongestWord = 100;

    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> vocabulary;
    private readonly bool lowercase;
    private readonly int contextLength;
    private readonly int start, end, unknown;

    /// <summary>Takes the vocabulary over.</summary>
    /// <param name="vocabulary">Piece to id; continuing pieces begin with <c>##</c>.</param>
    /// <param name="lowercase">Whether case and accents are dropped.</param>
    /// <param name="contextLength">Most tokens, start and end included.</param>
    /// <exception cref="TacWebException">A special token is missing.</exception>
    public WordPiece(Dictionary<string, int> vocabulary, bool lowercase, int contextLength)
    {
        this.vocabulary = vocabulary.GetAlternateLookup<ReadOnlySpan<char>>();
        (this.lowercase, this.contextLength) = (lowercase, contextLength);
        (start, end, unknown) = (Special("[CLS]"), Special("[SEP]"), Special("[UNK]"));

        int Special(string token) => vocabulary.TryGetValue(token, out var id) ? id : throw new TacWebException($"The vocabulary has no {token}.");
    }

    /// <summary>Reads <c>vocab.txt</c>: one piece a line, its number the id.</summary>
    public static WordPiece Read(string path, bool lowercase, int contextLength)
    {
        var vocabulary = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(path))
        {
            vocabulary.TryAdd(line.TrimEnd(), vocabulary.Count);
        }

        return new WordPiece(vocabulary, lowercase, contextLength);
    }

    /// <inheritdoc/>
    public int[] Encode(string text)
    {
        var ids = new List<int> { start };
        foreach (var word in Words(text))
        {
            AddPieces(word, ids);
        }

        if (ids.Count > contextLength - 1)
        {
            ids.RemoveRange(contextLength - 1, ids.Count - contextLength + 1);
        }

        ids.Add(end);
        return [.. ids];
    }

    /// <summary>Words and single punctuation marks.</summary>
    private string[] Words(string text)
    {
        text = Clean(text);
        if (lowercase)
        {
            text = UnicodeNormalization.Decompose(LowerCase.Of(text));
        }

        var spaced = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            if (lowercase && Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            Append(spaced, rune, alone: IsPunctuation(rune));
        }

        return spaced.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\t' or '\n' or '\r' || Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune))
            {
                clean.Append(' ');
            }
            else if (rune.Value != 0 && rune != Rune.ReplacementChar && !IsOther(rune))
            {
                Append(clean, rune, alone: IsIdeograph(rune.Value));
            }
        }

        return clean.ToString();
    }

    private static void Append(StringBuilder builder, Rune rune, bool alone)
    {
        var text = rune.ToString();
        builder.Append(alone ? $" {text} " : text);
    }

    private void AddPieces(string word, List<int> ids)
    {
        var (before, from) = (ids.Count, 0);
        var tooLong = word.EnumerateRunes().Count() > LongestWord;
        Span<char> piece = stackalloc char[2 * LongestWord + 2];
        while (!tooLong && from < word.Length)
        {
            var length = Longest(word.AsSpan(from), from > 0, piece, out var id);
            if (length == 0)
            {
                break;
            }

            ids.Add(id);
            from += length;
        }

        if (from < word.Length)
        {
            ids.RemoveRange(before, ids.Count - before);
            ids.Add(unknown);
        }
    }

    /// <summary>The longest known beginning; returns its length, 0 when there is none.</summary>
    private int Longest(ReadOnlySpan<char> rest, bool continues, Span<char> buffer, out int id)
    {
        var prefix = continues ? 2 : 0;
        buffer[..2].Fill('#');
        rest.CopyTo(buffer[prefix..]);
        for (var length = rest.Length; length > 0; length--)
        {
            if (vocabulary.TryGetValue(buffer[..(prefix + length)], out id))
            {
                return length;
            }
        }

        id = 0;
        return 0;
    }

    private static bool IsOther(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned;

    private static bool IsPunctuation(Rune rune) => rune.Value is (>= 33 and <= 47) or (>= 58 and <= 64) or (>= 91 and <= 96) or (>= 123 and <= 126)
        || Rune.IsPunctuation(rune);

    private static bool IsIdeograph(int code) => code is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x2A6DF) or (>= 0x2A700 and <= 0x2B73F)
        or (>= 0x2B740 and <= 0x2B81F) or (>= 0x2B820 and <= 0x2CEAF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x2F800 and <= 0x2FA1F);
}
