namespace TacWeb.Clustering;

/// <summary>Where a method was published.</summary>
/// <param name="Title">Title of the paper.</param>
/// <param name="Venue">Conference or journal and year, for example <c>ICML 2024</c>.</param>
/// <param name="Address">Where the paper can be read; null where it has no page of its own.</param>
public sealed record Citation(string Title, string Venue, Uri? Address);
