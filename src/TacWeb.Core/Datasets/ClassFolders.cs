using TacWeb.Core.WordNet;

namespace TacWeb.Core.Datasets;

/// <summary>Classes given by folders: the class of an image is the folder that directly holds it.</summary>
public static class ClassFolders
{
    /// <summary>The class of one path: its folder's name, or the first lemma of the synset where that name is a wnid (<c>n01440764</c>: <c>tench</c>); null at the top level.</summary>
    /// <param name="path">Parts joined by <c>/</c>.</param>
    /// <param name="wordNet">WordNet.</param>
    public static string? ClassOf(string path, WordNetNouns wordNet)
    {
        ArgumentNullException.ThrowIfNull(wordNet);
        return FolderOf(path) is not { } folder ? null
            : wordNet.FindWnid(folder) is { } synset ? wordNet.Display(synset.Lemmas[0])
            : folder;
    }

    /// <summary>Entries with their classes when there are at least two class folders or <paramref name="always"/> is set, else without.</summary>
    /// <param name="paths">Parts joined by <c>/</c>.</param>
    /// <param name="wordNet">WordNet.</param>
    /// <param name="always">Whether classes were asked for (<c>--labels folders</c>).</param>
    /// <remarks>Two synsets with one first lemma stay two classes: <c>Crane (crane.n.04)</c> and <c>Crane (crane.n.05)</c>.</remarks>
    public static IReadOnlyList<ImageEntry> Label(IEnumerable<string> paths, WordNetNouns wordNet, bool always = false)
    {
        ArgumentNullException.ThrowIfNull(wordNet);
        string[] all = [.. paths];
        Dictionary<string, string> classOf = ClassNames(all, wordNet);
        bool used = always || classOf.Values.Distinct(StringComparer.Ordinal).Count() >= 2;
        return [.. all.Select(path => new ImageEntry(path, used && FolderOf(path) is { } folder ? classOf[folder] : null))];
    }

    private static Dictionary<string, string> ClassNames(string[] paths, WordNetNouns wordNet)
    {
        string[] folders = [.. paths.Select(FolderOf).OfType<string>().Distinct(StringComparer.Ordinal)];
        ILookup<string, Synset> synsets = folders.Select(wordNet.FindWnid).OfType<Synset>().ToLookup(synset => wordNet.Display(synset.Lemmas[0]), StringComparer.Ordinal);
        return folders.ToDictionary(folder => folder, folder =>
        {
            Synset? synset = wordNet.FindWnid(folder);
            string name = synset is null ? folder : wordNet.Display(synset.Lemmas[0]);
            return synset is not null && synsets[name].Count() > 1 ? $"{name} ({synset.Id})" : name;
        }, StringComparer.Ordinal);
    }

    private static string? FolderOf(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        int end = path.LastIndexOf('/');
        return end <= 0 ? null : path[(path.LastIndexOf('/', end - 1) + 1)..end];
    }
}
