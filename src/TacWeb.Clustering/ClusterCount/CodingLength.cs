using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.ClusterCount;

/// <summary>The K whose clusters are described with the fewest bits (methods §4.2-5, §4.4).</summary>
/// <remarks>
/// L(K) = Σ_k [ (m_k + n)/2 · log det(I + n/(ε² m_k) Z_k Z_kᵀ) − m_k log(m_k/m) ] over spectral clusters, Z_k the unit rows of cluster k in n ≤ 32 principal coordinates, ε² 0.1; the score is −L/m.
/// <para>Source: Chu et al., "Image Clustering via the Principle of Rate Reduction in the Age of Pretrained Models" (CPP), ICLR 2024, after Ma et al., TPAMI 2007.</para>
/// </remarks>
public sealed class CodingLength : SampledRule
{
    private const double Distortion = 0.1;

    /// <inheritdoc/>
    public override string Key => "coding-length";

    /// <inheritdoc/>
    public override string Name => "Coding length";

    /// <inheritdoc/>
    public override string Idea => "takes the number of groups with which the images can be described in the fewest bits.";

    internal override ClusterCountCurve Judge(CountSample sample)
    {
        ClusterCountScore[] scores = [.. sample.Candidates.Select(k => new ClusterCountScore(k, -Of(sample.PrincipalRows, sample.Clusters(k), k) / sample.Rows.Count))];
        int best = scores.MaxBy(score => score.Score).ClusterCount;
        return new ClusterCountCurve(Key, Name, best, $"Coding length: the images take the fewest bits in {best} groups.", scores);
    }

    /// <summary>L in nats.</summary>
    internal static double Of(Vectors rows, int[] labels, int clusters)
    {
        int n = rows.Dimension;
        double total = 0;
        for (int cluster = 0; cluster < clusters; cluster++)
        {
            int[] members = [.. Enumerable.Range(0, labels.Length).Where(row => labels[row] == cluster)];
            if (members.Length > 0)
            {
                double m = members.Length;
                total += ((m + n) / 2 * LogDeterminant(rows, members, n / (Distortion * m))) - (m * Math.Log(m / labels.Length));
            }
        }

        return total;
    }

    /// <summary>log det(I + a·Z·Zᵀ) by Cholesky.</summary>
    private static double LogDeterminant(Vectors rows, int[] members, double factor)
    {
        int n = rows.Dimension;
        double[,] matrix = new double[n, n];
        foreach (int row in members)
        {
            ReadOnlySpan<float> z = rows[row];
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j <= i; j++)
                {
                    matrix[i, j] += factor * z[i] * z[j];
                }
            }
        }

        double logarithm = 0;
        for (int i = 0; i < n; i++)
        {
            matrix[i, i] += 1;
            for (int j = 0; j <= i; j++)
            {
                for (int k = 0; k < j; k++)
                {
                    matrix[i, j] -= matrix[i, k] * matrix[j, k];
                }

                matrix[i, j] = i == j ? Math.Sqrt(matrix[i, i]) : matrix[i, j] / matrix[j, j];
            }

            logarithm += 2 * Math.Log(matrix[i, i]);
        }

        return logarithm;
    }
}
