using TacWeb.Core;

namespace TacWeb.Storage;

/// <summary>The folder named by <c>--out</c>: written as <c>OUT.partial</c> and renamed when complete.</summary>
public sealed class OutputFolder : IDisposable
{
    private const string Mark = ".tacweb-partial";

    private OutputFolder(string path) => Final = path;

    /// <summary>The folder's final path.</summary>
    public string Final { get; }

    /// <summary>The folder to write into until <see cref="Complete"/>.</summary>
    public string Partial => Final + ".partial";

    private string Replaced => Final + ".tacweb-replaced";

    /// <summary>Refuses a non-empty folder without force, and a place that cannot be written; begins an empty <c>OUT.partial</c>. What a killed run left there is replaced.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="force">Whether a non-empty folder is replaced.</param>
    /// <param name="precious">Files and folders that must not lie within a replaced folder: the input, the data folder.</param>
    /// <exception cref="TacWebException">The folder holds something and <paramref name="force"/> is false, a file has its name, or it cannot be written.</exception>
    public static OutputFolder Begin(string path, bool force, params IReadOnlyList<string> precious)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        OutputFolder output = new(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        try
        {
            output.Recover();
            output.Refuse(force, precious);
            output.Clear();
            Directory.CreateDirectory(output.Partial);
            File.WriteAllBytes(Path.Combine(output.Partial, Mark), []);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TacWebException($"The folder {path} cannot be written: {e.Message}", e);
        }

        return output;
    }

    /// <summary>Puts the finished folder into place; a folder replaced by force goes only now.</summary>
    public void Complete()
    {
        bool replaces = Directory.Exists(Final);
        if (replaces)
        {
            Directory.Move(Final, Replaced);
        }

        Directory.Move(Partial, Final);
        File.Delete(Path.Combine(Final, Mark));
        if (replaces)
        {
            Directory.Delete(Replaced, recursive: true);
        }
    }

    /// <summary>Removes what was not completed.</summary>
    public void Dispose()
    {
        if (File.Exists(Path.Combine(Partial, Mark)))
        {
            Directory.Delete(Partial, recursive: true);
        }
    }

    /// <summary>A run killed while it put its folder into place left the old one aside.</summary>
    private void Recover()
    {
        if (!Directory.Exists(Replaced))
        {
            return;
        }

        if (Directory.Exists(Final))
        {
            Directory.Delete(Replaced, recursive: true);
        }
        else
        {
            Directory.Move(Replaced, Final);
        }
    }

    private void Refuse(bool force, IReadOnlyList<string> precious)
    {
        if (File.Exists(Final))
        {
            throw new TacWebException($"{Final} is a file; name a folder.");
        }

        if (!Directory.Exists(Final) || !Directory.EnumerateFileSystemEntries(Final).Any())
        {
            return;
        }

        if (!force)
        {
            throw new TacWebException($"The folder {Final} is not empty; name another one, or replace it with --force.");
        }

        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (precious.Append(Environment.CurrentDirectory).Append(home).Append(Path.GetPathRoot(Final)!).Any(IsWithin))
        {
            throw new TacWebException($"The folder {Final} holds more than a result (the input, the data folder, the current or the home folder) and is not replaced; name another one.");
        }
    }

    private bool IsWithin(string path)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path.Length == 0 ? "." : path));
        return full == Final || full.StartsWith(Path.EndsInDirectorySeparator(Final) ? Final : Final + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    private void Clear()
    {
        if (!Directory.Exists(Partial))
        {
            return;
        }

        if (Directory.EnumerateFileSystemEntries(Partial).Any() && !File.Exists(Path.Combine(Partial, Mark)))
        {
            throw new TacWebException($"The folder {Partial} is in the way and was not made by this program; remove it.");
        }

        Directory.Delete(Partial, recursive: true);
    }
}
