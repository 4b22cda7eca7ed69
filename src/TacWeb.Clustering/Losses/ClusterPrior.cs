namespace TacWeb.Clustering.Losses;

/// <summary>How many images each cluster should have, for methods with a balance term (methods §4.5).</summary>
public enum ClusterPrior
{
    /// <summary>Equally many: the published entropy term.</summary>
    Uniform,

    /// <summary>As many as k-means finds, smoothed.</summary>
    Sizes,
}
