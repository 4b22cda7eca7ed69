using TacWeb.Clustering.Methods.Classic;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering;

/// <summary>What happens when there are too few images for a method (contract §2, methods §1.9). The pipeline and <c>fit</c> ask here before they create a method.</summary>
public static class SmallSets
{
    /// <summary>Whether heads can be trained: N ≥ 3K and N ≥ 6.</summary>
    public static bool CanTrain(int count, int clusterCount) => count >= 3L * clusterCount && count >= 6;

    /// <summary>The method that will really run, and a warning for the report when it is another one.</summary>
    /// <param name="method">What was asked for.</param>
    /// <param name="count">N, at least 1.</param>
    /// <param name="clusterCount">K, 1 … N.</param>
    /// <exception cref="ArgumentException">No images, or K outside 1 … N.</exception>
    public static SmallSetDecision Resolve(ClusteringMethod method, int count, int clusterCount)
    {
        ArgumentNullException.ThrowIfNull(method);
        Requirements.CheckCounts(count, clusterCount);
        return method.Replacement is not { } replacement || CanTrain(count, clusterCount)
            ? new SmallSetDecision(method, [])
            : new SmallSetDecision(
                ClusteringMethods.Get(replacement),
                [$"Too few images to train with: N is {count}, and k {clusterCount} needs at least {Math.Max(6, 3L * clusterCount)}; {replacement} was used instead of {method.Key}."]);
    }

    /// <summary>What methods without concepts give instead of training: spherical k-means.</summary>
    internal static Partition Cluster(ClusterInput input, FitContext context, CancellationToken cancellationToken) =>
        new SphericalKMeans(new KMeansOptions()).Fit(input, context, cancellationToken);
}
