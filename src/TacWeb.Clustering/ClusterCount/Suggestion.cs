namespace TacWeb.Clustering.ClusterCount;

/// <summary>One suggestion out of five rules: eigengap, coding length, stability, silhouette on a map and FINCH's levels, each with its curve and its reason (methods §4.4).</summary>
/// <remarks>
/// Each rule looks at the same sample of at most 3,000 rows. Every curve is scaled to 0 … 1 over the candidates; FINCH's levels count as bumps, 15 % of their K wide. The K with the largest mean wins; equal means: the
/// smaller K. Scores of different rules are never compared with each other, only their ranks on their own scale.
/// </remarks>
public sealed class Suggestion : IClusterCountRule
{
    private const double BumpWidth = 0.15; // of ln K
    private static readonly SampledRule[] Rules = [new Eigengap(), new CodingLength(), new Stability(), new ReducedSilhouette(), new FinchLevels()];

    /// <inheritdoc/>
    public string Key => "suggestion";

    /// <inheritdoc/>
    public string Name => "Suggestion";

    /// <inheritdoc/>
    public string Idea => "asks five rules (eigengap, coding length, stability, silhouette on a map, FINCH) and takes the number of groups that they like best together.";

    /// <inheritdoc/>
    public ClusterCountChoice Choose(ClusterInput input, FitContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        CountSample sample = CountSample.Of(input, context.Seed, cancellationToken);
        if (sample.Settled is { } settled)
        {
            return new ClusterCountChoice(settled, []) { Reasons = [CountSample.FixedReason] };
        }

        ClusterCountCurve[] curves = [.. Rules.Select(rule => context.Timed(rule.Key, () => rule.Judge(sample)))];
        ClusterCountScore[] scores = [.. sample.Candidates.Select(k => new ClusterCountScore(k, curves.Average(curve => Liking(curve, k))))];
        ClusterCountScore best = scores.MaxBy(score => score.Score); // the first of equals
        int agree = curves.Count(curve => curve.Best == best.ClusterCount);
        string decision = agree switch
        {
            0 => $"{best.ClusterCount} is what the five rules like best together, though each alone would choose another number.",
            1 => $"{best.ClusterCount} is what the five rules like best together; one of them would choose it alone.",
            _ => $"{best.ClusterCount} is what the five rules like best together; {agree} of them would choose it alone.",
        };
        return new ClusterCountChoice(best.ClusterCount, scores) { Reasons = [decision, .. curves.Select(curve => curve.Reason)], Curves = curves };
    }

    /// <summary>How much a rule likes a K, 0 … 1.</summary>
    internal static double Liking(ClusterCountCurve curve, int k)
    {
        if (curve.Scores.Count == 0)
        {
            return 0;
        }

        double low = curve.Scores.Min(score => score.Score), high = curve.Scores.Max(score => score.Score);
        return curve.Rule == "finch"
            ? curve.Scores.Max(score => Scaled(score.Score, Math.Min(low, 0), high) * Math.Exp(-Math.Pow(Math.Log((double)k / score.ClusterCount) / BumpWidth, 2) / 2))
            : curve.Scores.Where(score => score.ClusterCount == k).Select(score => Scaled(score.Score, low, high)).DefaultIfEmpty(0).First();
    }

    private static double Scaled(double value, double low, double high) => high > low ? (value - low) / (high - low) : 1;
}
