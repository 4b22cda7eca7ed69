using TacWeb.Core;
using TacWeb.Storage.Uploads;

namespace TacWeb.Pipeline.Ingest;

/// <summary>Finished uploads as one input: files with their place in the dropped folder; a zip that lies at the top is opened, and one zip alone is the input itself.</summary>
internal sealed class UploadSource : IInputSource
{
    private readonly List<ArchiveSource> _archives = [];

    /// <param name="files">The staging folder.</param>
    /// <param name="ids">Finished uploads.</param>
    /// <param name="limits">Most entries in all.</param>
    /// <exception cref="TacWebException">An upload is missing or not finished, a zip is refused, or there are too many entries.</exception>
    public UploadSource(UploadFiles files, IReadOnlyList<string> ids, IngestLimits limits)
    {
        Upload[] uploads = [.. ids.Distinct(StringComparer.Ordinal).Select(id => Finished(files, id))];
        Name = NameOf(uploads);
        try
        {
            List<InputEntry> entries = [.. uploads.SelectMany(upload => EntriesOf(files, upload, alone: uploads.Length == 1, limits))];
            if (entries.Count > limits.Entries)
            {
                throw new TacWebException($"There are {entries.Count} files; at most {limits.Entries} are read.");
            }

            Entries = [.. Once(entries.OrderBy(entry => entry.Path, StringComparer.Ordinal))];
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IReadOnlyList<InputEntry> Entries { get; }

    /// <inheritdoc/>
    public void Dispose() => _archives.ForEach(archive => archive.Dispose());

    private static Upload Finished(UploadFiles files, string id) => files.Find(id) is { IsComplete: true } upload
        ? upload
        : throw new TacWebException("An upload is missing, has expired or is not finished: upload the files again.");

    // One zip gives its name, files that all lie in one dropped folder give the folder's.
    private static string NameOf(Upload[] uploads)
    {
        if (uploads is [var only])
        {
            return Path.GetFileNameWithoutExtension(only.FileName);
        }

        string[] tops = [.. uploads.Select(upload => upload.RelativePath.Split('/', '\\')).Select(parts => parts.Length > 1 ? parts[0] : "").Distinct().Take(2)];
        return tops is [{ Length: > 0 } top] ? EntryNames.Printable(top) : "Pictures";
    }

    private static IEnumerable<InputEntry> Once(IEnumerable<InputEntry> entries)
    {
        string? last = null;
        foreach (InputEntry entry in entries)
        {
            yield return entry.Path == last ? entry with { Refusal = entry.Refusal ?? "Another file has the same path." } : entry;
            last = entry.Path;
        }
    }

    private IEnumerable<InputEntry> EntriesOf(UploadFiles files, Upload upload, bool alone, IngestLimits limits)
    {
        string path = EntryNames.Resolve(upload.RelativePath);
        if (!path.Contains('/', StringComparison.Ordinal) && IsZip(files, upload.Id))
        {
            ArchiveSource archive = new(upload.FileName, () => files.OpenRead(upload.Id), limits);
            _archives.Add(archive);
            return alone ? archive.Entries : archive.Entries.Select(entry => entry with { Path = $"{archive.Name}/{entry.Path}" });
        }

        if (path.Length == 0 || EntryNames.IsIgnored(path))
        {
            return [];
        }

        string? refusal = EntryNames.Leaves(upload.RelativePath) ? "Its path leads outside the dropped folder." : EntryNames.Refusal(path);
        return [new InputEntry(path, refusal, long.MaxValue, () => files.OpenRead(upload.Id))];
    }

    private static bool IsZip(UploadFiles files, string id)
    {
        using FileStream stream = files.OpenRead(id);
        Span<byte> start = stackalloc byte[4];
        int read = stream.ReadAtLeast(start, 4, throwOnEndOfStream: false);
        return read == 4 && (start.SequenceEqual("PK\u0003\u0004"u8) || start.SequenceEqual("PK\u0005\u0006"u8));
    }
}
