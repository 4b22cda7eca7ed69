using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Pipeline.Steps;

/// <summary>The number by which the best of several runs is chosen without labels (contract §2, <c>--seeds</c>).</summary>
internal static class LabelFreeLoss
{
    /// <summary>The method's last total loss; for a method without a loss minus the spherical k-means objective of its partition.</summary>
    public static double Of(Partition partition, Vectors images) =>
        partition.History is [.., { Losses: [var total, ..] }] ? total.Value : -Objective(partition, images);

    /// <summary>Σ_k ‖Σ_{i∈k} x_i‖: the sum of the images' inner products with their own unit centre.</summary>
    private static double Objective(Partition partition, Vectors images)
    {
        int d = images.Dimension;
        double[] sums = new double[partition.ClusterCount * d];
        for (int i = 0; i < images.Count; i++)
        {
            if (partition.Labels[i] is var label and >= 0)
            {
                ReadOnlySpan<float> row = images[i];
                for (int column = 0; column < d; column++)
                {
                    sums[(label * d) + column] += row[column];
                }
            }
        }

        double objective = 0;
        for (int k = 0; k < partition.ClusterCount; k++)
        {
            double squares = 0;
            foreach (double value in sums.AsSpan(k * d, d))
            {
                squares += value * value;
            }

            objective += Math.Sqrt(squares);
        }

        return objective;
    }
}
