namespace TacWeb.Pipeline.Ingest;

/// <summary>One file of an input, before it is read.</summary>
/// <param name="Path">Relative path with <c>/</c>, without <c>.</c> and <c>..</c>.</param>
/// <param name="Refusal">Why it is skipped unread; null when it may be read.</param>
/// <param name="PackedBytes">Its bytes in the archive; <see cref="long.MaxValue"/> where nothing is packed.</param>
/// <param name="Open">Opens its unpacked bytes.</param>
internal sealed record InputEntry(string Path, string? Refusal, long PackedBytes, Func<Stream> Open);
