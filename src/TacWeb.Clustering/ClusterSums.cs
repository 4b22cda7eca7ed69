using TacWeb.Core.Numerics;

namespace TacWeb.Clustering;

/// <summary>Sums of each cluster's rows, in double and in row order.</summary>
internal static class ClusterSums
{
    /// <summary>[K, d]; rows labelled −1 count nothing.</summary>
    public static double[] Of(Vectors rows, IReadOnlyList<int> labels, int clusters)
    {
        int d = rows.Dimension;
        double[] sums = new double[clusters * d];
        for (int i = 0; i < rows.Count; i++)
        {
            if (labels[i] < 0)
            {
                continue;
            }

            ReadOnlySpan<float> row = rows[i];
            Span<double> sum = sums.AsSpan(labels[i] * d, d);
            for (int j = 0; j < d; j++)
            {
                sum[j] += row[j];
            }
        }

        return sums;
    }
}
