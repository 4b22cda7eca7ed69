namespace TacWeb.Clustering.ClusterCount;

/// <summary>How good one candidate K is.</summary>
/// <param name="ClusterCount">K.</param>
/// <param name="Score">Higher is better.</param>
public readonly record struct ClusterCountScore(int ClusterCount, double Score);
