using System.Text.Json.Serialization;

namespace TacWeb.Core.Evaluation;

/// <summary>Numbers about a partition that need no labels (contract §2, <c>health</c>).</summary>
/// <param name="UsedClusters">Clusters with at least one image.</param>
/// <param name="Smallest">Images in the smallest used cluster.</param>
/// <param name="Largest">Images in the largest cluster.</param>
/// <param name="NormalizedEntropy">H(cluster shares) / log K, 0…1; 1 for K = 1.</param>
/// <param name="MeanConfidence">Mean of the images' confidences.</param>
/// <param name="Silhouette">Simplified silhouette with cosine distance to the centres, −1…1; 0 with fewer than two used clusters.</param>
public sealed record Health(int UsedClusters, int Smallest, int Largest, double NormalizedEntropy, double MeanConfidence, double Silhouette)
{
    /// <summary>Share of the images that belong to no cluster, 0…1; left out of a report where it is 0.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double Noise { get; init; }
}
