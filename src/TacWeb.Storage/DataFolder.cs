namespace TacWeb.Storage;

/// <summary>The folder that keeps everything the program remembers, owned by one process at a time.</summary>
public sealed class DataFolder : IDisposable
{
    private DataFolder(string root) => Root = root;

    /// <summary>Full path of the folder.</summary>
    public string Root { get; }

    /// <summary>Where imported and pulled models lie: <c>DATA/models</c>; may not exist yet.</summary>
    public string Models => ModelsOf(Root);

    /// <summary>Finished runs.</summary>
    public RunStore Runs => throw new NotImplementedException();

    /// <summary>The models folder of a data folder that is not opened (<c>models list</c>, <c>fit</c>).</summary>
    public static string ModelsOf(string root) => Path.Combine(root, "models");

    /// <summary>Creates the folder when missing and takes its lock, which the operating system releases when the process ends, however it ends.</summary>
    /// <exception cref="Core.TacWebException">Another process owns the folder, or it cannot be written.</exception>
    public static DataFolder Open(string root) => throw new NotImplementedException();

    /// <summary>Closes the database and gives the lock back.</summary>
    public void Dispose()
    {
    }
}
