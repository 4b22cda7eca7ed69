namespace TacWeb.Core.Labelling;

/// <summary>A cluster near another.</summary>
/// <param name="Cluster">Its id.</param>
/// <param name="Cosine">Cosine of the two centres.</param>
public readonly record struct SimilarCluster(int Cluster, float Cosine);
