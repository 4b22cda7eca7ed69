using TacWeb.Clustering.Centroids;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.Classic;

/// <summary>k-means: min Σ_i ‖x_i − μ_c(i)‖² by Lloyd's iterations from k-means++ seeds (methods §2.1).</summary>
/// <remarks>
/// All rows take part; a start ends when no label changes; an empty cluster takes the worst-fitting row of the largest one; sums in double. The
/// first centres are drawn from a seeded sample above 16,384 rows.
/// <para>Source: Lloyd 1982; Arthur and Vassilvitskii, SODA 2007. Defaults: 10 restarts and at most 300 iterations (methods §2.1).</para>
/// </remarks>
/// <param name="options">Restarts and iterations.</param>
public sealed class KMeans(KMeansOptions options) : IClusterer
{
    /// <summary>The card.</summary>
    public static ClusteringMethod Method { get; } = ClusteringMethod.Define<KMeansOptions>(
        "kmeans",
        "k-means",
        MethodFamily.Classic,
        MethodNeeds.ClusterCount,
        MethodOutputs.Assigner,
        new("k-means++: The Advantages of Careful Seeding", "SODA 2007", new("https://theory.stanford.edu/~sergei/papers/kMeansPP-soda.pdf")),
        "Each image joins the nearest of K means, which move until nothing changes; the best of several careful starts.",
        "None in the iterations; above 16,384 images the first centres are drawn from a sample.",
        options => new KMeans(options),
        facts: new(MethodPriors.Structure, "A", "O(N·K·d) an iteration and restart"));

    /// <inheritdoc/>
    public Partition Fit(ClusterInput input, FitContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        int k = Requirements.Check(input, Method.Needs);
        CentroidSettings settings = new(Spherical: false, options.Restarts, options.MaxIterations, context.Seed);
        CentroidResult best = context.Timed("train", () => CentroidSearch.Best([input.Images], k, settings, cancellationToken, context));
        return new Partition { Labels = best.Labels, ClusterCount = k, Assigner = new CentroidAssigner(best.Centres, input.Images.Dimension, spherical: false) };
    }
}
