namespace TacWeb.Clustering;

/// <summary>Which method runs on a small set.</summary>
/// <param name="Method">The method to create; use its default options when it is not the one asked for.</param>
/// <param name="Warnings">Sentences for the report's <c>warnings</c>; empty when nothing changed.</param>
public sealed record SmallSetDecision(ClusteringMethod Method, IReadOnlyList<string> Warnings);
