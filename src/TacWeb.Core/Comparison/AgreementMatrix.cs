using TacWeb.Core.Evaluation;

namespace TacWeb.Core.Comparison;

/// <summary>How alike the partitions of several runs are, pair by pair.</summary>
/// <param name="Runs">n.</param>
/// <param name="Ari">[n, n] adjusted Rand index, symmetric, 1 on the diagonal.</param>
/// <param name="Nmi">[n, n] normalised mutual information, the same.</param>
public sealed record AgreementMatrix(int Runs, IReadOnlyList<double> Ari, IReadOnlyList<double> Nmi)
{
    /// <summary>Compares every pair; noise counts as one more cluster.</summary>
    /// <param name="labels">n labelings of the same images.</param>
    /// <exception cref="ArgumentException">The lengths differ or are 0.</exception>
    public static AgreementMatrix Of(IReadOnlyList<IReadOnlyList<int>> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        int n = labels.Count;
        double[] ari = new double[n * n], nmi = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            (ari[(i * n) + i], nmi[(i * n) + i]) = (1, 1);
            for (int j = 0; j < i; j++)
            {
                Scores scores = Metrics.Score(labels[i], labels[j]);
                (ari[(i * n) + j], nmi[(i * n) + j]) = (scores.Ari, scores.Nmi);
                (ari[(j * n) + i], nmi[(j * n) + i]) = (scores.Ari, scores.Nmi);
            }
        }

        return new AgreementMatrix(n, ari, nmi);
    }
}
