namespace TacWeb.Clustering.ClusterCount;

/// <summary>What one rule thinks of the candidates.</summary>
/// <param name="Rule">Key of the rule.</param>
/// <param name="Name">Its name.</param>
/// <param name="Best">The K that it would choose.</param>
/// <param name="Reason">Why, in one sentence.</param>
/// <param name="Scores">Ascending in K, higher is better; each rule has a scale of its own.</param>
public sealed record ClusterCountCurve(string Rule, string Name, int Best, string Reason, IReadOnlyList<ClusterCountScore> Scores);
