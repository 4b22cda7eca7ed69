using System.IO.Compression;
using TacWeb.Core;

namespace TacWeb.Pipeline.Ingest;

/// <summary>A zip, opened read-only; an entry's name that leaves the archive refuses it as a whole.</summary>
internal sealed class ArchiveSource : IInputSource
{
    private const int SymbolicLink = 0xA000;
    private const int UnixFileType = 0xF000;

    private readonly ZipArchive _archive;

    /// <exception cref="TacWebException">Not a zip, damaged, too many entries, or a name that leaves it.</exception>
    public ArchiveSource(string path, IngestLimits limits)
        : this(path, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16), limits)
    {
    }

    /// <param name="name">The archive's path or name, for messages and for the dataset's name.</param>
    /// <param name="open">Opens its bytes; the stream can seek.</param>
    /// <param name="limits">Most entries.</param>
    /// <exception cref="TacWebException">Not a zip, damaged, too many entries, or a name that leaves it.</exception>
    public ArchiveSource(string name, Func<Stream> open, IngestLimits limits)
    {
        Name = System.IO.Path.GetFileNameWithoutExtension(name);
        _archive = Open(name, open);
        try
        {
            Entries = List(System.IO.Path.GetFileName(name), limits);
        }
        catch (InvalidDataException e)
        {
            _archive.Dispose();
            throw new TacWebException($"{name} is not a zip archive, or it is damaged.", e);
        }
        catch
        {
            _archive.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IReadOnlyList<InputEntry> Entries { get; }

    /// <inheritdoc/>
    public void Dispose() => _archive.Dispose();

    private static ZipArchive Open(string path, Func<Stream> open)
    {
        Stream? file = null;
        try
        {
            file = open();
            return new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: false);
        }
        catch (InvalidDataException e)
        {
            file?.Dispose();
            throw new TacWebException($"{path} is not a zip archive, or it is damaged.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            file?.Dispose();
            throw new TacWebException($"{path} cannot be read: {e.Message}", e);
        }
    }

    private InputEntry[] List(string file, IngestLimits limits)
    {
        if (_archive.Entries.Count > limits.Entries)
        {
            throw new TacWebException($"{file} has {_archive.Entries.Count} entries; at most {limits.Entries} are read.");
        }

        List<InputEntry> entries = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (ZipArchiveEntry entry in _archive.Entries)
        {
            if (EntryNames.Leaves(entry.FullName))
            {
                throw new TacWebException($"{file} is refused: the name of its entry '{EntryNames.Printable(entry.FullName)}' leads outside the archive.");
            }

            string path = EntryNames.Resolve(entry.FullName);
            if (path.Length > 0 && entry.FullName[^1] is not ('/' or '\\') && !EntryNames.IsIgnored(path))
            {
                entries.Add(new InputEntry(path, Refusal(entry, path, seen), entry.CompressedLength, entry.Open));
            }
        }

        return [.. entries.OrderBy(entry => entry.Path, StringComparer.Ordinal)];
    }

    private static string? Refusal(ZipArchiveEntry entry, string path, HashSet<string> seen)
    {
        bool twice = !seen.Add(path);
        return EntryNames.Refusal(path)
            ?? (twice ? "Another entry has the same name."
                : entry.IsEncrypted ? "It is encrypted."
                : ((entry.ExternalAttributes >> 16) & UnixFileType) == SymbolicLink ? "It is a symbolic link."
                : null);
    }
}
