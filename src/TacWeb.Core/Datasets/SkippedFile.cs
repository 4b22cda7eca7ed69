namespace TacWeb.Core.Datasets;

/// <summary>An entry that was left out.</summary>
/// <param name="Path">Path inside the folder or archive.</param>
/// <param name="Reason">One short phrase for the user.</param>
public sealed record SkippedFile(string Path, string Reason);
