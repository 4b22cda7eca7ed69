using TacWeb.Core;
using TacWeb.Core.Datasets;
using TacWeb.Core.WordNet;

namespace TacWeb.Pipeline.Ingest;

/// <summary>Gives images their true classes, which serve scoring only.</summary>
internal static class ImageClasses
{
    /// <summary>The class of each path, null where it is unknown.</summary>
    /// <param name="paths">Paths of the images.</param>
    /// <param name="source">Folders, none, or a file.</param>
    /// <param name="wordNet">Gives folders named like <c>n01440764</c> their words.</param>
    /// <param name="warnings">Gets a sentence about paths of a file that the input does not have.</param>
    /// <exception cref="TacWebException">The file cannot be read.</exception>
    public static IReadOnlyList<ImageEntry> Of(IReadOnlyList<string> paths, LabelSource source, WordNetNouns wordNet, ICollection<string> warnings) => source.Kind switch
    {
        LabelKind.Folders => ClassFolders.Label(paths, wordNet),
        LabelKind.Csv => FromFile(paths, source.File!, warnings),
        _ => [.. paths.Select(path => new ImageEntry(path))],
    };

    private static ImageEntry[] FromFile(IReadOnlyList<string> paths, string file, ICollection<string> warnings)
    {
        IReadOnlyDictionary<string, string> labels = Read(file);
        HashSet<string> known = new(paths, StringComparer.Ordinal);
        string[] unknown = [.. labels.Keys.Where(path => !known.Contains(path)).Order(StringComparer.Ordinal)];
        if (unknown.Length > 0)
        {
            warnings.Add($"{unknown.Length} of {labels.Count} paths in {Path.GetFileName(file)} are not among the images, for example {EntryNames.Printable(unknown[0])}.");
        }

        return [.. paths.Select(path => new ImageEntry(path, labels.GetValueOrDefault(path)))];
    }

    private static IReadOnlyDictionary<string, string> Read(string file)
    {
        try
        {
            using StreamReader reader = new(file);
            return LabelFile.Read(reader, Path.GetFileName(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TacWebException($"The labels {file} cannot be read: {e.Message}", e);
        }
    }
}
