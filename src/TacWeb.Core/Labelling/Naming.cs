namespace TacWeb.Core.Labelling;

/// <summary>Named clusters and the confidence of every image.</summary>
/// <param name="Clusters">K clusters, by id.</param>
/// <param name="Confidences">N confidences, 0…1, by row.</param>
public sealed record Naming(IReadOnlyList<NamedCluster> Clusters, float[] Confidences)
{
    /// <summary>What the names rest on; null where nobody asked.</summary>
    public NamingEvidence? Evidence { get; init; }
}
