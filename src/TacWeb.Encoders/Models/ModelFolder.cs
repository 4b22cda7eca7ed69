namespace TacWeb.Encoders.Models;

/// <summary>A folder <c>models/KEY</c> with its <c>model.json</c> read and checked; the graphs are not opened.</summary>
public sealed class ModelFolder
{
    private ModelFolder(string path, ModelManifest manifest, EncoderInfo info) => (Path, Manifest, Info) = (path, manifest, info);

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>The content of <c>model.json</c>.</summary>
    public ModelManifest Manifest { get; }

    /// <summary>What the rest of the program needs to know of it.</summary>
    public EncoderInfo Info { get; }

    /// <summary>Reads and checks <c>model.json</c>; the key must be the folder's name and every listed file must exist.</summary>
    /// <exception cref="Core.TacWebException">Something is missing or wrong; the message names the file and the field.</exception>
    public static ModelFolder Read(string path) => throw new NotImplementedException();

    /// <summary>Compares every listed file with its SHA-256.</summary>
    /// <exception cref="Core.TacWebException">A file is missing or differs; the message names it.</exception>
    public void Verify(CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
