using TacWeb.Clustering.Centroids;
using TacWeb.Clustering.Training;
using TacWeb.Core.Evaluation;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.ClusterCount;

/// <summary>The largest K whose clusters come back when another half of the images is clustered (methods §4.4).</summary>
/// <remarks>Two random halves are clustered by spherical k-means in 32 principal coordinates; both sets of centres label all rows; the adjusted Rand index between the two, mean of 3 splits. The largest K with at least 0.9 of the best mean.</remarks>
public sealed class Stability : SampledRule
{
    private const int Splits = 3;
    private const int Restarts = 3;
    private const int MaxIterations = 30;
    private const double Near = 0.9;

    /// <inheritdoc/>
    public override string Key => "stability";

    /// <inheritdoc/>
    public override string Name => "Stability";

    /// <inheritdoc/>
    public override string Idea => "clusters two random halves of the images and takes the largest number of groups on which both still agree.";

    internal override ClusterCountCurve Judge(CountSample sample)
    {
        ClusterCountScore[] scores = [.. sample.Candidates.Select(k => new ClusterCountScore(k, Agreement(sample, k)))];
        double most = scores.Max(score => score.Score);
        int best = scores.Last(score => score.Score >= Near * most).ClusterCount;
        return new ClusterCountCurve(Key, Name, best, $"Stability: two halves of the images agree well up to {best} groups.", scores);
    }

    private static double Agreement(CountSample sample, int k) =>
        Halves.Agreement(sample.Rows.Count, Splits, split => Seeds.Stream(sample.Seed, 5500 + split), (half, split) => Labels(sample, half, k, split), (one, two) => Metrics.Score(one, two).Ari);

    /// <summary>All rows by the centres of some.</summary>
    private static int[] Labels(CountSample sample, int[] fitted, int k, int split)
    {
        sample.Token.ThrowIfCancellationRequested();
        Vectors all = sample.PrincipalRows, rows = all.Take(fitted);
        CentroidSettings settings = new(Spherical: true, Restarts, MaxIterations, Seeds.Derive(sample.Seed, 5510 + (100 * split) + k));
        CentroidResult result = CentroidSearch.Best([rows], Math.Min(k, rows.Count), settings, sample.Token);
        return new CentroidAssigner(result.Centres, all.Dimension, spherical: true).Assign(all);
    }
}
