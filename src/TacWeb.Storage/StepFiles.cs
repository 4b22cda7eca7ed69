namespace TacWeb.Storage;

/// <summary>Results of finished steps, named by a hash of everything that determines them. Safe for many threads.</summary>
public sealed class StepFiles
{
    private readonly string _folder;

    internal StepFiles(string folder) => _folder = folder;

    /// <summary>Where the result of a key lies, or would lie.</summary>
    public string PathOf(string key) => Path.Combine(_folder, key);

    /// <summary>Whether the step was finished.</summary>
    public bool Has(string key) => File.Exists(PathOf(key));

    /// <summary>Keeps a result: whole or not at all.</summary>
    public void Write(string key, Action<Stream> write)
    {
        Directory.CreateDirectory(_folder);
        AtomicFile.Write(PathOf(key), write);
    }

    internal void Delete(string key)
    {
        if (Directory.Exists(_folder))
        {
            File.Delete(PathOf(key));
        }
    }

    /// <summary>Removes every file that none of the given keys names: halves of killed writes and results of forgotten jobs.</summary>
    internal void Sweep(IReadOnlySet<string> keep)
    {
        if (!Directory.Exists(_folder))
        {
            return;
        }

        foreach (string path in Directory.EnumerateFiles(_folder).Where(path => !keep.Contains(Path.GetFileName(path))))
        {
            File.Delete(path);
        }
    }
}
