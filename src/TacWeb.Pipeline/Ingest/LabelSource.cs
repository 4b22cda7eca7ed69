namespace TacWeb.Pipeline.Ingest;

/// <summary>Where true classes come from (<c>--labels folders|none|FILE.csv</c>).</summary>
/// <param name="Kind">Folders, none, or a file.</param>
/// <param name="File">The CSV file with columns <c>path,label</c>; null for the other kinds.</param>
public sealed record LabelSource(LabelKind Kind, string? File = null)
{
    /// <summary>The folder that directly holds an image, when there are at least two such folders.</summary>
    public static LabelSource Folders { get; } = new(LabelKind.Folders);

    /// <summary>No classes.</summary>
    public static LabelSource None { get; } = new(LabelKind.None);

    /// <summary>Reads the option's value.</summary>
    public static LabelSource Parse(string text) => text switch
    {
        "folders" => Folders,
        "none" => None,
        _ => new LabelSource(LabelKind.Csv, text),
    };
}
