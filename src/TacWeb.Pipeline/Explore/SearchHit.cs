namespace TacWeb.Pipeline.Explore;

/// <summary>An image that was found.</summary>
/// <param name="Row">Its row in the dataset.</param>
/// <param name="Score">Cosine to what was looked for, −1…1.</param>
public readonly record struct SearchHit(int Row, float Score);
