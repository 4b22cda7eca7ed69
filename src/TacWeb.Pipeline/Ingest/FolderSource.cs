using TacWeb.Core;

namespace TacWeb.Pipeline.Ingest;

/// <summary>A folder with everything below it; links to files are followed only within the folder, links to folders never.</summary>
internal sealed class FolderSource : IInputSource
{
    private readonly string _root;

    /// <exception cref="TacWebException">It cannot be read, or holds too many files.</exception>
    public FolderSource(string path, IngestLimits limits)
    {
        DirectoryInfo folder = new(path);
        _root = System.IO.Path.TrimEndingDirectorySeparator((folder.ResolveLinkTarget(returnFinalTarget: true) ?? folder).FullName);
        Name = folder.Name;
        try
        {
            List<InputEntry> entries = [];
            Walk(new DirectoryInfo(_root), "", entries, limits);
            Entries = [.. entries.OrderBy(entry => entry.Path, StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TacWebException($"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IReadOnlyList<InputEntry> Entries { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private void Walk(DirectoryInfo folder, string prefix, List<InputEntry> entries, IngestLimits limits)
    {
        foreach (FileSystemInfo item in folder.EnumerateFileSystemInfos())
        {
            string path = prefix + item.Name;
            if (EntryNames.IsIgnored(item.Name))
            {
                continue;
            }

            if (item is DirectoryInfo below && below.LinkTarget is null)
            {
                Walk(below, path + "/", entries, limits);
                continue;
            }

            entries.Add(new InputEntry(path, EntryNames.Refusal(path) ?? LinkRefusal(item), long.MaxValue, () => File.OpenRead(item.FullName)));
            if (entries.Count > limits.Entries)
            {
                throw new TacWebException($"{_root} has more than {limits.Entries} files, the most that are read.");
            }
        }
    }

    private string? LinkRefusal(FileSystemInfo item)
    {
        if (item.LinkTarget is null)
        {
            return null;
        }

        FileSystemInfo? target = item is DirectoryInfo ? null : item.ResolveLinkTarget(returnFinalTarget: true);
        return target is FileInfo && target.FullName.StartsWith(_root + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? null
            : "It is a symbolic link to something outside the folder.";
    }
}
