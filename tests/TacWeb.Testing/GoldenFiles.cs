namespace TacWeb.Testing;

/// <summary>Finds the values computed with other people's code, which are copied beside the test assemblies.</summary>
public static class GoldenFiles
{
    /// <summary>The full path of one file, for example <c>Path("tac", "images.npy")</c>.</summary>
    public static string Path(string set, string file)
    {
        string path = System.IO.Path.Combine(AppContext.BaseDirectory, "Golden", set, file);
        return File.Exists(path) ? path : throw new FileNotFoundException($"No golden file '{file}' in the set '{set}'.", path);
    }

    /// <summary>The full path of a set's folder, for example <c>Folder("tac")</c>.</summary>
    public static string Folder(string set)
    {
        string path = System.IO.Path.Combine(AppContext.BaseDirectory, "Golden", set);
        return Directory.Exists(path) ? path : throw new DirectoryNotFoundException($"No golden set '{set}' at '{path}'.");
    }
}
