namespace TacWeb.Pipeline.Ingest;

/// <summary>A folder or an archive, opened for reading.</summary>
internal interface IInputSource : IDisposable
{
    /// <summary>The dataset's name.</summary>
    string Name { get; }

    /// <summary>Its files in ordinal order of their paths; folders and system files are left out.</summary>
    IReadOnlyList<InputEntry> Entries { get; }
}
