using System.IO.Compression;
using TacWeb.Core;

namespace TacWeb.Encoders.Models;

/// <summary>The files of a model that is to be imported: of a folder, or of a zip. Folders inside (scripts) are not taken.</summary>
internal sealed class ModelFiles : IDisposable
{
    private const long LargestManifest = 1 << 20;
    private const long LargestModel = 32L << 30;

    private readonly string source;
    private readonly ZipArchive? archive;
    private readonly SortedDictionary<string, Func<Stream>> files = new(StringComparer.Ordinal);

    private ModelFiles(string source, ZipArchive? archive) => (this.source, this.archive) = (source, archive);

    /// <summary>Lists a folder or a zip.</summary>
    /// <exception cref="TacWebException">There is no such place, it is no zip, or it holds no <c>model.json</c>.</exception>
    public static ModelFiles Open(string source)
    {
        if (Directory.Exists(source))
        {
            var folder = new ModelFiles(source, null);
            foreach (var path in Directory.EnumerateFiles(source))
            {
                folder.files[Path.GetFileName(path)] = () => File.OpenRead(path);
            }

            return folder.WithManifest();
        }

        return File.Exists(source) ? OpenArchive(source) : throw new TacWebException($"There is no folder or zip {source}.");
    }

    /// <summary>The key in <c>model.json</c>, safe as a folder name.</summary>
    public string ReadKey()
    {
        var copy = Path.Combine(Path.GetTempPath(), $"tacweb-{Guid.NewGuid():N}.json");
        try
        {
            Copy(ModelFolder.ManifestFile, copy, LargestManifest);
            return ManifestRules.Read(copy).Key;
        }
        catch (TacWebException error)
        {
            throw new TacWebException(error.Message.Replace(copy, $"{source}: {ModelFolder.ManifestFile}", StringComparison.Ordinal), error);
        }
        finally
        {
            File.Delete(copy);
        }
    }

    /// <summary>Copies every file into a folder.</summary>
    public void CopyTo(string folder, CancellationToken cancellationToken)
    {
        var left = LargestModel;
        foreach (var name in files.Keys)
        {
            cancellationToken.ThrowIfCancellationRequested();
            left -= Copy(name, Path.Combine(folder, name), left);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => archive?.Dispose();

    private static ModelFiles OpenArchive(string source)
    {
        ZipArchive archive;
        try
        {
            archive = ZipFile.OpenRead(source);
        }
        catch (InvalidDataException error)
        {
            throw new TacWebException($"{source} is neither a folder nor a readable zip.", error);
        }

        var opened = new ModelFiles(source, archive);
        try
        {
            opened.AddEntries(archive);
            return opened.WithManifest();
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    /// <summary>Takes the files beside the outermost <c>model.json</c>; only their last name is ever used as a path.</summary>
    private void AddEntries(ZipArchive zip)
    {
        var manifest = zip.Entries.Where(entry => entry.Name == ModelFolder.ManifestFile).MinBy(entry => entry.FullName.Length);
        var folder = manifest is null ? "" : manifest.FullName[..^ModelFolder.ManifestFile.Length];
        foreach (var entry in zip.Entries)
        {
            if (entry.FullName.Contains('\\', StringComparison.Ordinal) || entry.FullName.StartsWith('/') || entry.FullName.Split('/').Contains(".."))
            {
                throw new TacWebException($"{source} is refused: its entry \"{entry.FullName}\" leads out of the archive.");
            }

            if (entry.Name.Length > 0 && entry.FullName == folder + entry.Name && ManifestRules.IsFileName(entry.Name))
            {
                files[entry.Name] = entry.Open;
            }
        }
    }

    private ModelFiles WithManifest() => files.ContainsKey(ModelFolder.ManifestFile)
        ? this
        : throw new TacWebException($"{source} holds no model: {ModelFolder.ManifestFile} is missing.");

    private long Copy(string name, string target, long most)
    {
        using var input = files[name]();
        using var output = new FileStream(target, FileMode.CreateNew);
        var buffer = new byte[1 << 16];
        for (int read; (read = input.Read(buffer)) > 0;)
        {
            output.Write(buffer, 0, read);
            if (output.Length > most)
            {
                throw new TacWebException($"{source} is refused: {name} is too large.");
            }
        }

        output.Flush(flushToDisk: true);
        return output.Length;
    }
}
