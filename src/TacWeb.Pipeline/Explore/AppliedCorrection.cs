namespace TacWeb.Pipeline.Explore;

/// <summary>An edit as a provenance card tells it.</summary>
/// <param name="Kind"><c>move</c>, <c>merge</c>, <c>split</c>, <c>rename</c> or <c>noise</c>.</param>
/// <param name="AtUtc">When.</param>
/// <param name="Images">Pictures it named; those that were split.</param>
/// <param name="Cluster">Its cluster, or null.</param>
/// <param name="Merged">Clusters that ended in it.</param>
/// <param name="Name">The name it gave, or null.</param>
public sealed record AppliedCorrection(string Kind, DateTime AtUtc, int Images, int? Cluster, IReadOnlyList<int> Merged, string? Name);
