using TacWeb.Core.Evaluation;

namespace TacWeb.Core.Comparison;

/// <summary>Scores of one way to cluster under several seeds.</summary>
/// <param name="Seeds">How many seeds.</param>
/// <param name="Mean">Mean of each score.</param>
/// <param name="StandardDeviation">Of each score, divided by n − 1; null for one seed.</param>
public sealed record ScoreSummary(int Seeds, Scores Mean, Scores? StandardDeviation)
{
    /// <summary>Sums up the scores of the seeds.</summary>
    /// <param name="scores">One a seed.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static ScoreSummary Of(IReadOnlyList<Scores> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (scores.Count == 0)
        {
            throw new ArgumentException("There are no scores.", nameof(scores));
        }

        return new ScoreSummary(scores.Count, Combine(scores, Average), scores.Count == 1 ? null : Combine(scores, Deviation));
    }

    private static Scores Combine(IReadOnlyList<Scores> scores, Func<double[], double> combine) => new(
        combine([.. scores.Select(score => score.Accuracy)]), combine([.. scores.Select(score => score.Nmi)]), combine([.. scores.Select(score => score.Ari)]),
        combine([.. scores.Select(score => score.Ami)]), combine([.. scores.Select(score => score.Purity)]));

    private static double Average(double[] values) => values.Average();

    private static double Deviation(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }
}
