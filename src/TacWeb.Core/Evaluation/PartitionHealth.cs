using TacWeb.Core.Numerics;

namespace TacWeb.Core.Evaluation;

/// <summary>Measures a partition without labels.</summary>
public static class PartitionHealth
{
    /// <summary>The numbers of <see cref="Health"/>.</summary>
    /// <param name="labels">N labels, 0 … K − 1 or −1 for noise, which belongs to no cluster.</param>
    /// <param name="clusterCount">K.</param>
    /// <param name="images">[N, d].</param>
    /// <param name="confidences">N confidences as <see cref="Labelling.ClusterNamer"/> gives them.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Health Measure(IReadOnlyList<int> labels, int clusterCount, Vectors images, IReadOnlyList<float> confidences) => throw new NotImplementedException();
}
