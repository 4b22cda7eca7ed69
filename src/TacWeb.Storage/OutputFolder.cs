namespace TacWeb.Storage;

/// <summary>The folder named by <c>--out</c>: written as <c>OUT.partial</c> and renamed when complete.</summary>
public sealed class OutputFolder : IDisposable
{
    private OutputFolder(string path) => Final = path;

    /// <summary>The folder's final path.</summary>
    public string Final { get; }

    /// <summary>The folder to write into until <see cref="Complete"/>.</summary>
    public string Partial => Final + ".partial";

    /// <summary>Refuses a non-empty folder without force, and a place that cannot be written; begins an empty <c>OUT.partial</c>.</summary>
    /// <exception cref="Core.TacWebException">The folder holds something and <paramref name="force"/> is false, a file has its name, or it cannot be written.</exception>
    public static OutputFolder Begin(string path, bool force) => throw new NotImplementedException();

    /// <summary>Puts the finished folder into place; a folder replaced by force goes only now.</summary>
    public void Complete() => throw new NotImplementedException();

    /// <summary>Removes what was not completed.</summary>
    public void Dispose()
    {
    }
}
