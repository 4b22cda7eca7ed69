using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Training;

/// <summary>Mean and variance (divided by N) of each column.</summary>
/// <param name="Means">d.</param>
/// <param name="Variances">d.</param>
internal sealed record ColumnMoments(double[] Means, double[] Variances)
{
    /// <summary>Of the given rows; sums in double and in row order.</summary>
    public static ColumnMoments Of(Vectors rows)
    {
        int d = rows.Dimension;
        double[] sums = new double[d], squares = new double[d];
        for (int i = 0; i < rows.Count; i++)
        {
            ReadOnlySpan<float> row = rows[i];
            for (int j = 0; j < d; j++)
            {
                sums[j] += row[j];
                squares[j] += (double)row[j] * row[j];
            }
        }

        return new ColumnMoments(
            [.. sums.Select(sum => sum / rows.Count)],
            [.. sums.Zip(squares, (sum, square) => Math.Max(0, (square / rows.Count) - (sum / rows.Count * sum / rows.Count)))]);
    }
}
