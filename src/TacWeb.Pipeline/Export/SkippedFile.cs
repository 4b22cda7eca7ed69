namespace TacWeb.Pipeline.Export;

/// <summary>A file of the input that was not clustered.</summary>
/// <param name="Path">Relative path with <c>/</c>.</param>
/// <param name="Reason">One sentence.</param>
public sealed record SkippedFile(string Path, string Reason);
