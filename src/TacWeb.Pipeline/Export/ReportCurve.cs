using TacWeb.Clustering.ClusterCount;

namespace TacWeb.Pipeline.Export;

/// <summary>One rule's scores of the numbers of clusters.</summary>
/// <param name="Name">The rule's name.</param>
/// <param name="Best">The K that it would choose.</param>
/// <param name="K">Candidates, ascending.</param>
/// <param name="Scores">One score a candidate, higher is better, on the rule's own scale.</param>
public sealed record ReportCurve(string Name, int Best, IReadOnlyList<int> K, IReadOnlyList<double> Scores)
{
    /// <summary>A curve as it is written.</summary>
    public static ReportCurve Of(ClusterCountCurve curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        return new ReportCurve(curve.Name, curve.Best, [.. curve.Scores.Select(score => score.ClusterCount)], [.. curve.Scores.Select(score => score.Score)]);
    }
}
