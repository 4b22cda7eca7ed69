using TacWeb.Core.WordNet;

namespace TacWeb.Core.Datasets;

/// <summary>Classes given by folders: the class of an image is the folder that directly holds it.</summary>
public static class ClassFolders
{
    /// <summary>The class of one path: its folder's name, or the first lemma of the synset where that name is a wnid; null at the top level.</summary>
    /// <param name="path">Parts joined by <c>/</c>.</param>
    /// <param name="wordNet">WordNet.</param>
    public static string? ClassOf(string path, WordNetNouns wordNet) => throw new NotImplementedException();

    /// <summary>Entries with their classes when there are at least two class folders or <paramref name="always"/> is set, else without.</summary>
    public static IReadOnlyList<ImageEntry> Label(IEnumerable<string> paths, WordNetNouns wordNet, bool always = false) => throw new NotImplementedException();
}
