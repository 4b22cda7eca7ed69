namespace TacWeb.Clustering.ClusterCount;

/// <summary>The K with the best mean silhouette (contract §2, Defaults).</summary>
public sealed class Silhouette : IClusterCountRule
{
    /// <inheritdoc/>
    public string Key => "silhouette";

    /// <inheritdoc/>
    public ClusterCountChoice Choose(ClusterInput input, FitContext context, CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
