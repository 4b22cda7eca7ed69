namespace TacWeb.Clustering.ClusterCount;

/// <summary>A chosen K with the scores behind it.</summary>
/// <param name="ClusterCount">K.</param>
/// <param name="Scores">One score a candidate, ascending in K, higher is better; empty where a fixed rule decided.</param>
public sealed record ClusterCountChoice(int ClusterCount, IReadOnlyList<ClusterCountScore> Scores)
{
    /// <summary>Why, in whole sentences; the decision first.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>What each rule found, where several were asked.</summary>
    public IReadOnlyList<ClusterCountCurve> Curves { get; init; } = [];
}
