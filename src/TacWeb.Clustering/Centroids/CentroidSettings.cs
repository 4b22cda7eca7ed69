namespace TacWeb.Clustering.Centroids;

/// <summary>How k-means runs.</summary>
/// <param name="Spherical">Centres of length 1, nearest by inner product; else means, nearest by Euclidean distance.</param>
/// <param name="Restarts">Independent starts.</param>
/// <param name="MaxIterations">Upper bound of iterations of one start.</param>
/// <param name="Seed">Draws the first centres.</param>
internal sealed record CentroidSettings(bool Spherical, int Restarts, int MaxIterations, int Seed);
