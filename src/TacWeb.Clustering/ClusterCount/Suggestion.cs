namespace TacWeb.Clustering.ClusterCount;

/// <summary>One suggestion out of five rules: eigengap, coding length, stability, silhouette on a map and FINCH's levels, each with its curve and its reason (methods §4.4).</summary>
/// <remarks>
/// Each rule looks at the same sample of at most 3,000 rows and chooses one K; the suggestion is the median of the five, so that no rule that goes astray on a set (coding length on small ones, stability and FINCH's levels on
/// fine ones) can carry it away. The curve of the suggestion itself is the mean of all five, each scaled to 0 … 1 over the candidates; FINCH's levels count as bumps, 15 % of their K wide. Its peak was the suggestion before: 8, 6 and 2
/// on the sample photographs (14 kinds), Clothing (10) and six dog breeds, where the medians are 11, 9 and 6.
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
    public string Idea => "asks five rules (eigengap, coding length, stability, silhouette on a map, FINCH) and takes the one in the middle of what they choose.";

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
        int[] chosen = [.. curves.Select(curve => curve.Best).Order()];
        int middle = chosen[chosen.Length / 2];
        string decision = $"{middle} lies in the middle of what the five rules would choose: {string.Join(", ", chosen)}.";
        return new ClusterCountChoice(middle, scores) { Reasons = [decision, .. curves.Select(curve => curve.Reason)], Curves = curves };
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
