namespace TacWeb.Pipeline.Explore;

/// <summary>Where a new image went.</summary>
/// <param name="File">What the caller called it.</param>
/// <param name="Cluster">The cluster's id, −1 for noise; null for an image that could not be read.</param>
/// <param name="Name">The cluster's name.</param>
/// <param name="Confidence">0…1: the largest probability; for methods without probabilities the softmax of 10·cosine to the centres.</param>
/// <param name="Reason">Why it could not be read, or null.</param>
public sealed record AssignedImage(string File, int? Cluster, string? Name, double? Confidence, string? Reason);
