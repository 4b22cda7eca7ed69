namespace TacWeb.Core.Datasets;

/// <summary>One image of a dataset.</summary>
/// <param name="Path">Path inside the folder or archive, parts joined by <c>/</c>.</param>
/// <param name="ClassName">True class, or null when unknown.</param>
public sealed record ImageEntry(string Path, string? ClassName = null);
