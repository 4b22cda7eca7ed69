using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.Classic;

/// <summary>k-means with k-means++ seeding: rows join the nearest of K means (methods §2.1).</summary>
public sealed class KMeans(KMeansOptions options) : IClusterer
{
    /// <summary>The card.</summary>
    public static ClusteringMethod Method { get; } = ClusteringMethod.Define<KMeansOptions>(
        "kmeans", "k-means", MethodFamily.Classic, MethodNeeds.ClusterCount, MethodOutputs.Assigner,
        new("k-means++: The Advantages of Careful Seeding", "SODA 2007", new("https://theory.stanford.edu/~sergei/papers/kMeansPP-soda.pdf")),
        "Each image joins the nearest of K means; the means move until nothing changes.",
        "",
        options => new KMeans(options));

    /// <inheritdoc/>
    public Partition Fit(ClusterInput input, FitContext context, CancellationToken cancellationToken = default) => throw new NotImplementedException(options.ToString());
}
