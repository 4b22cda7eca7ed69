namespace TacWeb.Pipeline;

/// <summary>What a finished <c>cluster</c> leaves.</summary>
/// <param name="Output">The written folder; null when none was asked for.</param>
/// <param name="Methods">One result a method, in the order of the request.</param>
public sealed record ClusterResult(string? Output, IReadOnlyList<MethodResult> Methods);
