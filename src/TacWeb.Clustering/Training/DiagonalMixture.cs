using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Training;

/// <summary>A mixture of Gaussians with diagonal covariances, fitted by expectation maximisation from a first labelling. Sums in double and in row order.</summary>
/// <param name="Weights">π, [K].</param>
/// <param name="Means">μ, [K, h].</param>
/// <param name="Variances">σ², [K, h].</param>
internal sealed record DiagonalMixture(double[] Weights, double[] Means, double[] Variances)
{
    private const double Floor = 1e-6; // of a variance, as scikit-learn's reg_covar

    /// <param name="rows">[N, h].</param>
    /// <param name="labels">N first labels.</param>
    /// <param name="clusters">K.</param>
    /// <param name="iterations">Rounds.</param>
    /// <param name="cancellationToken">Checked each round.</param>
    public static DiagonalMixture Fit(Vectors rows, IReadOnlyList<int> labels, int clusters, int iterations, CancellationToken cancellationToken)
    {
        double[] gamma = new double[rows.Count * clusters];
        for (int row = 0; row < rows.Count; row++)
        {
            gamma[(row * clusters) + labels[row]] = 1;
        }

        DiagonalMixture mixture = Maximise(rows, gamma, clusters);
        for (int round = 0; round < iterations; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            DiagonalMixture current = mixture;
            Parallel.For(0, rows.Count, row => current.Expect(rows[row], gamma.AsSpan(row * clusters, clusters)));
            mixture = Maximise(rows, gamma, clusters);
        }

        return mixture;
    }

    /// <summary>γ of one row.</summary>
    private void Expect(ReadOnlySpan<float> row, Span<double> gamma)
    {
        double most = double.NegativeInfinity, sum = 0;
        for (int c = 0; c < gamma.Length; c++)
        {
            double score = Math.Log(Math.Max(Weights[c], 1e-300));
            for (int j = 0; j < row.Length; j++)
            {
                double apart = row[j] - Means[(c * row.Length) + j], variance = Variances[(c * row.Length) + j];
                score -= 0.5 * (Math.Log(variance) + (apart * apart / variance));
            }

            (gamma[c], most) = (score, Math.Max(most, score));
        }

        for (int c = 0; c < gamma.Length; c++)
        {
            sum += gamma[c] = Math.Exp(gamma[c] - most);
        }

        for (int c = 0; c < gamma.Length; c++)
        {
            gamma[c] /= sum;
        }
    }

    private static DiagonalMixture Maximise(Vectors rows, double[] gamma, int clusters)
    {
        int h = rows.Dimension;
        double[] weights = new double[clusters], means = new double[clusters * h], variances = new double[clusters * h];
        Parallel.For(0, clusters, c =>
        {
            double[] sums = new double[h], squares = new double[h];
            double mass = 1e-9;
            for (int row = 0; row < rows.Count; row++)
            {
                double share = gamma[(row * clusters) + c];
                ReadOnlySpan<float> values = rows[row];
                mass += share;
                for (int j = 0; j < h && share > 0; j++)
                {
                    sums[j] += share * values[j];
                    squares[j] += share * values[j] * values[j];
                }
            }

            weights[c] = mass / rows.Count;
            for (int j = 0; j < h; j++)
            {
                double mean = sums[j] / mass;
                (means[(c * h) + j], variances[(c * h) + j]) = (mean, Math.Max(0, (squares[j] / mass) - (mean * mean)) + Floor);
            }
        });
        return new DiagonalMixture(weights, means, variances);
    }
}
