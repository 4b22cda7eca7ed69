using TacWeb.Pipeline.Ingest;

namespace TacWeb.Pipeline.Explore;

/// <summary>Names of files and folders that every system takes, each given once: no separator, nothing reserved, no name that differs from another in case only.</summary>
internal sealed class SafeNames
{
    private const int Longest = 80;
    private const string Forbidden = "<>:\"/\\|?*";
    private readonly HashSet<string> _given = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A name for a folder.</summary>
    /// <param name="name">What it should be like.</param>
    /// <param name="empty">What it is where nothing of the name is left.</param>
    public string Folder(string name, string empty) => Once(Clean(name, empty), "");

    /// <summary>A name for a file, its extension kept.</summary>
    /// <param name="name">What it should be like.</param>
    public string File(string name)
    {
        int dot = name.LastIndexOf('.');
        string extension = dot > 0 && name.Length - dot <= 6 && name[(dot + 1)..].All(char.IsAsciiLetterOrDigit) ? name[dot..] : "";
        return Once(Clean(name[..^extension.Length], "image"), extension);
    }

    private static string Clean(string name, string empty)
    {
        string clean = string.Concat(name.Normalize().EnumerateRunes().Where(rune => rune.Value != 0xFFFD)
            .Select(rune => System.Text.Rune.IsControl(rune) || Forbidden.Contains(rune.ToString(), StringComparison.Ordinal) ? "_" : rune.ToString()).Take(Longest)).Trim().TrimEnd('.', ' ').TrimStart('.');
        return clean.Length == 0 ? empty : EntryNames.Refusal(clean) is null ? clean : "_" + clean;
    }

    private string Once(string name, string extension)
    {
        string candidate = name + extension;
        for (int number = 2; !_given.Add(candidate); number++)
        {
            candidate = $"{name} ({number}){extension}";
        }

        return candidate;
    }
}
