using System.Buffers;

namespace TacWeb.Pipeline.Ingest;

/// <summary>What a file's name inside an input may be. Names are metadata only: nothing is ever written under them.</summary>
internal static class EntryNames
{
    private static readonly SearchValues<char> Separators = SearchValues.Create("/\\");
    private static readonly HashSet<string> Devices = new(
        ["CON", "PRN", "AUX", "NUL", .. "0123456789¹²³".SelectMany(digit => new[] { $"COM{digit}", $"LPT{digit}" })],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a name is absolute, has a drive letter, or leaves the archive when its <c>..</c> are resolved.</summary>
    public static bool Leaves(string name)
    {
        if (name.Length > 0 && Separators.Contains(name[0]))
        {
            return true;
        }

        if (name.Length > 1 && name[1] == ':' && char.IsAsciiLetter(name[0]))
        {
            return true;
        }

        int depth = 0;
        foreach (string part in Split(name))
        {
            depth += part switch { "" or "." => 0, ".." => -1, _ => 1 };
            if (depth < 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The path with <c>/</c> only, its <c>.</c> and <c>..</c> resolved; empty for the archive's own root.</summary>
    public static string Resolve(string name)
    {
        List<string> parts = [];
        foreach (string part in Split(name))
        {
            if (part == ".." && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not ("" or "." or ".."))
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }

    /// <summary>Whether a path is one that systems leave behind: <c>__MACOSX</c>, <c>Thumbs.db</c>, <c>desktop.ini</c>, and everything whose name begins with a dot.</summary>
    public static bool IsIgnored(string path) =>
        path.Split('/').Any(part => part.StartsWith('.') || part == "__MACOSX" || part.Equals("Thumbs.db", StringComparison.OrdinalIgnoreCase) || part.Equals("desktop.ini", StringComparison.OrdinalIgnoreCase));

    /// <summary>Why a name is not accepted, or null.</summary>
    public static string? Refusal(string path) =>
        path.Any(char.IsControl) ? "Its name holds control characters."
        : path.Split('/').Any(IsReserved) ? "Its name is reserved on Windows."
        : null;

    /// <summary>The path as a report may show it.</summary>
    public static string Printable(string path) => string.Concat(path.Select(letter => char.IsControl(letter) ? '\uFFFD' : letter));

    private static bool IsReserved(string part) => part.EndsWith('.') || part.EndsWith(' ') || Devices.Contains(part.Split('.')[0].TrimEnd(' '));

    private static string[] Split(string name) => name.Split('/', '\\');
}
