namespace TacWeb.Pipeline.Ingest;

/// <summary>The kinds of <see cref="LabelSource"/>.</summary>
public enum LabelKind
{
    /// <summary>Class folders.</summary>
    Folders,

    /// <summary>No classes.</summary>
    None,

    /// <summary>A CSV file with columns <c>path,label</c>.</summary>
    Csv,
}
