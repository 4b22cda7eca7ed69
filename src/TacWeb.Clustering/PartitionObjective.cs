using System.Numerics.Tensors;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering;

/// <summary>A label-free quality of any partition, to choose between seeds of a method that has no loss (contract §2).</summary>
public static class PartitionObjective
{
    /// <summary>The spherical k-means objective: the mean inner product of each row with its cluster's centre, Σ_k ‖Σ_{i∈k} x_i‖ / N. Higher is better; 1 at most for unit rows.</summary>
    /// <param name="rows">[N, d].</param>
    /// <param name="labels">N labels 0 … K − 1; rows with −1 count nothing.</param>
    /// <param name="clusterCount">K.</param>
    /// <exception cref="ArgumentException">Another number of labels than rows, or none.</exception>
    public static double Spherical(Vectors rows, IReadOnlyList<int> labels, int clusterCount)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Count != rows.Count || rows.Count == 0)
        {
            throw new ArgumentException($"{labels.Count} labels do not fit {rows.Count} rows.", nameof(labels));
        }

        double total = 0;
        foreach (double[] sum in ClusterSums.Of(rows, labels, clusterCount).Chunk(rows.Dimension))
        {
            total += Math.Sqrt(TensorPrimitives.SumOfSquares<double>(sum));
        }

        return total / rows.Count;
    }
}
