namespace TacWeb.Storage;

/// <summary>Finished runs: a row each in the database, their files in <c>DATA/runs/ID</c>. Safe for many threads.</summary>
public sealed class RunStore
{
    /// <summary>All runs, newest first.</summary>
    public IReadOnlyList<StoredRun> List() => throw new NotImplementedException();

    /// <summary>One run, or null.</summary>
    public StoredRun? Find(int id) => throw new NotImplementedException();

    /// <summary>The folder with the run's four files (contract §2).</summary>
    public string FolderOf(int id) => throw new NotImplementedException();
}
