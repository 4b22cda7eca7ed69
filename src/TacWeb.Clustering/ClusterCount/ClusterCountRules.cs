namespace TacWeb.Clustering.ClusterCount;

/// <summary>Every way to choose K. A new way is one file and one line here.</summary>
public static class ClusterCountRules
{
    /// <summary>All rules.</summary>
    public static IReadOnlyList<IClusterCountRule> All { get; } = [new Suggestion(), new Eigengap(), new CodingLength(), new Stability(), new ReducedSilhouette(), new FinchLevels(), new Silhouette()];

    /// <summary>What <c>--k auto</c> uses.</summary>
    public static IClusterCountRule Default => All[0];
}
