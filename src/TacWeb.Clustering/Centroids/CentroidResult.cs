namespace TacWeb.Clustering.Centroids;

/// <summary>The best of several starts of k-means.</summary>
/// <param name="Labels">N.</param>
/// <param name="Centres">[K, d], the centres that gave the labels.</param>
/// <param name="Objective">Spherical: sum of inner products with the centres; plain: minus the sum of squared distances. Higher is better.</param>
/// <param name="Iterations">Passes over the rows that the best start took.</param>
internal sealed record CentroidResult(int[] Labels, float[] Centres, double Objective, int Iterations);
