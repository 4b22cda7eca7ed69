namespace TacWeb.Pipeline.Explore;

/// <summary>What was found.</summary>
/// <param name="Hits">The best images, best first, equal ones by row.</param>
/// <param name="Searched">Images that have a vector and were looked at.</param>
/// <param name="Images">Images of the dataset.</param>
public sealed record SearchResult(IReadOnlyList<SearchHit> Hits, int Searched, int Images);
