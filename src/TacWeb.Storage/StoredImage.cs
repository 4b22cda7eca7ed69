namespace TacWeb.Storage;

/// <summary>One image of a dataset.</summary>
/// <param name="Path">Relative path with <c>/</c>.</param>
/// <param name="Hash">SHA-256 of its bytes, 64 lower-case hex digits.</param>
/// <param name="ClassName">True class, or null.</param>
public sealed record StoredImage(string Path, string Hash, string? ClassName);
