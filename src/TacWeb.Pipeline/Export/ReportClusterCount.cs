using TacWeb.Clustering.ClusterCount;

namespace TacWeb.Pipeline.Export;

/// <summary>How <c>--k auto</c> came to its K.</summary>
/// <param name="Suggested">K.</param>
/// <param name="Reasons">Sentences; the decision first, then one for each rule.</param>
/// <param name="Curves">Each rule's curve by its key; none where the set is too small for a choice.</param>
public sealed record ReportClusterCount(int Suggested, IReadOnlyList<string> Reasons, IReadOnlyDictionary<string, ReportCurve> Curves)
{
    /// <summary>What a rule chose.</summary>
    public static ReportClusterCount Of(ClusterCountChoice choice)
    {
        ArgumentNullException.ThrowIfNull(choice);
        return new ReportClusterCount(choice.ClusterCount, choice.Reasons, choice.Curves.ToDictionary(curve => curve.Rule, ReportCurve.Of));
    }
}
