using System.IO.Compression;
using System.Text;
using System.Text.Json;
using TacWeb.Core;

namespace TacWeb.Encoders.Tokenizers;

/// <summary>CLIP's pieces and the ranks of their merges. Bytes are written as characters the way GPT-2's <c>bytes_to_unicode</c> does; a word's last piece ends in <c>&lt;/w&gt;</c>.</summary>
internal sealed class ClipVocabulary
{
    private const string EndOfWord = "</w>", StartToken = "<|startoftext|>", EndToken = "<|endoftext|>";
    private const int OriginalMerges = 49_152 - 256 - 2; // openai/CLIP reads only so many lines

    private static readonly char[] ByteCharacters = MakeByteCharacters();

    private readonly int[] inner = new int[256], last = new int[256]; // ids of single bytes within and at the end of a word
    private readonly Dictionary<(int Left, int Right), (int Rank, int Joined)> merges = [];

    private ClipVocabulary(IReadOnlyDictionary<string, int> ids, IEnumerable<string> lines)
    {
        (Start, End) = (Id(ids, StartToken), Id(ids, EndToken));
        for (var value = 0; value < 256; value++)
        {
            inner[value] = Id(ids, ByteCharacters[value].ToString());
            last[value] = Id(ids, ByteCharacters[value] + EndOfWord);
        }

        foreach (var line in lines)
        {
            var parts = line.Split(' ');
            if (parts.Length != 2)
            {
                throw new TacWebException($"The merges have a line that is no pair: \"{line}\".");
            }

            merges.TryAdd((Id(ids, parts[0]), Id(ids, parts[1])), (merges.Count, Id(ids, parts[0] + parts[1])));
        }
    }

    /// <summary>Id of the start token.</summary>
    public int Start { get; }

    /// <summary>Id of the end token.</summary>
    public int End { get; }

    /// <summary>Reads <c>vocab.json</c> and <c>merges.txt</c>.</summary>
    /// <exception cref="TacWebException">A piece is missing or a line is no pair.</exception>
    public static ClipVocabulary Read(string vocabularyPath, string mergesPath)
    {
        using var stream = File.OpenRead(vocabularyPath);
        var ids = JsonSerializer.Deserialize<Dictionary<string, int>>(stream) ?? [];
        return new ClipVocabulary(ids, Merges(File.ReadLines(mergesPath)));
    }

    /// <summary>Reads OpenAI's own <c>bpe_simple_vocab_16e6.txt.gz</c>, from which the ids follow.</summary>
    public static ClipVocabulary ReadOriginal(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress), Encoding.UTF8);
        var lines = Merges(reader.ReadToEnd().Split('\n')).Take(OriginalMerges).ToList();
        var bytes = Enumerable.Range(0, 256).Select(value => ByteCharacters[value]).Order().Select(character => character.ToString()).ToList();
        var pieces = bytes.Concat(bytes.Select(piece => piece + EndOfWord)).Concat(lines.Select(line => line.Replace(" ", "", StringComparison.Ordinal))).Append(StartToken).Append(EndToken);
        return new ClipVocabulary(pieces.Select((piece, id) => (piece, id)).ToDictionary(pair => pair.piece, pair => pair.id, StringComparer.Ordinal), lines);
    }

    /// <summary>The pieces of one word's UTF-8 bytes: the pair of lowest rank is joined, everywhere, until none is left.</summary>
    public int[] Merge(ReadOnlySpan<byte> word)
    {
        var pieces = new List<int>(word.Length);
        for (var i = 0; i < word.Length; i++)
        {
            pieces.Add((i == word.Length - 1 ? last : inner)[word[i]]);
        }

        while (BestPair(pieces) is { } best)
        {
            Join(pieces, best.Left, best.Right, best.Joined);
        }

        return [.. pieces];
    }

    private (int Left, int Right, int Joined)? BestPair(List<int> pieces)
    {
        var lowest = int.MaxValue;
        (int, int, int)? best = null;
        for (var i = 0; i + 1 < pieces.Count; i++)
        {
            if (merges.TryGetValue((pieces[i], pieces[i + 1]), out var merge) && merge.Rank < lowest)
            {
                (lowest, best) = (merge.Rank, (pieces[i], pieces[i + 1], merge.Joined));
            }
        }

        return best;
    }

    private static void Join(List<int> pieces, int left, int right, int joined)
    {
        var kept = 0;
        for (var i = 0; i < pieces.Count; i++)
        {
            var pair = pieces[i] == left && i + 1 < pieces.Count && pieces[i + 1] == right;
            pieces[kept++] = pair ? joined : pieces[i];
            i += pair ? 1 : 0;
        }

        pieces.RemoveRange(kept, pieces.Count - kept);
    }

    private static IEnumerable<string> Merges(IEnumerable<string> lines) =>
        lines.Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0 && !line.StartsWith("#version", StringComparison.Ordinal) && !line.StartsWith("\"bpe_simple", StringComparison.Ordinal) && !line.Contains("#version", StringComparison.Ordinal));

    private static int Id(IReadOnlyDictionary<string, int> ids, string piece) =>
        ids.TryGetValue(piece, out var id) ? id : throw new TacWebException($"The vocabulary has no piece \"{piece}\".");

    /// <summary>Printable bytes stand for themselves, the others for the characters from U+0100 on.</summary>
    private static char[] MakeByteCharacters()
    {
        var next = 256;
        return [.. Enumerable.Range(0, 256).Select(value => value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF) ? (char)value : (char)next++)];
    }
}
