using System.Security.Cryptography;
using System.Text;
using TacWeb.Core;

namespace TacWeb.Storage;

/// <summary>Word lists that people typed in, one file each, named by their content: <c>own-words-HASH.txt</c>. Safe for many threads.</summary>
public sealed class VocabularyFiles
{
    /// <summary>Most words of a list.</summary>
    public const int MostWords = 100_000;

    /// <summary>Longest word or phrase, characters.</summary>
    public const int LongestWord = 100;

    private const string Prefix = "own-words-", Suffix = ".txt";
    private static readonly System.Buffers.SearchValues<char> HexDigits = System.Buffers.SearchValues.Create("0123456789abcdef");
    private readonly string _folder;

    internal VocabularyFiles(string folder) => _folder = folder;

    /// <summary>Keeps a list; blank lines are left out.</summary>
    /// <param name="words">Words or phrases.</param>
    /// <returns>Its key.</returns>
    /// <exception cref="TacWebException">No word is left, or a limit is hit; the message names it.</exception>
    public string Add(IEnumerable<string> words)
    {
        string[] kept = [.. words.Select(word => word.Trim()).Where(word => word.Length > 0).Distinct(StringComparer.Ordinal)];
        if (kept.Length is 0 or > MostWords)
        {
            throw new TacWebException(kept.Length == 0 ? "The list holds no word." : $"The list has {kept.Length} words; at most {MostWords} are taken.");
        }

        if (kept.FirstOrDefault(word => word.Length > LongestWord || word.Any(char.IsControl)) is { } bad)
        {
            throw new TacWebException($"'{new string([.. bad.Where(letter => !char.IsControl(letter)).Take(40)])}…' is no word: at most {LongestWord} characters, and none that control.");
        }

        byte[] text = Encoding.UTF8.GetBytes(string.Join('\n', kept) + "\n");
        string key = Prefix + Convert.ToHexStringLower(SHA256.HashData(text))[..16];
        Directory.CreateDirectory(_folder);
        AtomicFile.Write(PathOf(key), stream => stream.Write(text));
        return key;
    }

    /// <summary>Whether a list of this key is kept.</summary>
    public bool Has(string key) => IsKey(key) && File.Exists(PathOf(key));

    /// <summary>The file of a list that is kept; any other name as it is.</summary>
    public string Resolve(string name) => Has(name) ? PathOf(name) : name;

    private static bool IsKey(string? key) => key is not null && key.StartsWith(Prefix, StringComparison.Ordinal) && key.Length == Prefix.Length + 16 && key.AsSpan(Prefix.Length).IndexOfAnyExcept(HexDigits) < 0;

    private string PathOf(string key) => Path.Combine(_folder, key + Suffix);
}
