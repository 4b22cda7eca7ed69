using TacWeb.Clustering.Centroids;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.Classic;

/// <summary>Spherical k-means: max Σ_i x_i · c_c(i) over centres of length 1 (methods §2.1).</summary>
/// <remarks>
/// As k-means, but centres are normalised at each iteration and k-means++ draws by 1 − cosine. Rows are taken as they are: those longer than 1
/// (<c>--raw</c>) weigh more in a centre, as in faiss.
/// <para>Source: Dhillon and Modha, Machine Learning 2001; TAC's code runs it by faiss. Defaults: 10 restarts and at most 300 iterations (methods §2.1).</para>
/// </remarks>
/// <param name="options">Restarts and iterations.</param>
public sealed class SphericalKMeans(KMeansOptions options) : IClusterer
{
    /// <summary>The card.</summary>
    public static ClusteringMethod Method { get; } = ClusteringMethod.Define<KMeansOptions>(
        "spherical-kmeans",
        "Spherical k-means",
        MethodFamily.Classic,
        MethodNeeds.ClusterCount,
        MethodOutputs.Assigner,
        new("Concept Decompositions for Large Sparse Text Data Using Clustering", "Machine Learning 42, 2001", new("https://doi.org/10.1023/A:1007612920971")),
        "k-means on the unit sphere: each image joins the centre with the largest cosine.",
        "k-means++ seeds and several restarts; above 16,384 images the first centres are drawn from a sample.",
        options => new SphericalKMeans(options),
        facts: new(MethodPriors.Structure, "A", "O(N·K·d) an iteration and restart"));

    /// <inheritdoc/>
    public Partition Fit(ClusterInput input, FitContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        int k = Requirements.Check(input, Method.Needs);
        CentroidSettings settings = new(Spherical: true, options.Restarts, options.MaxIterations, context.Seed);
        CentroidResult best = context.Timed("train", () => CentroidSearch.Best([input.Images], k, settings, cancellationToken, context));
        return new Partition { Labels = best.Labels, ClusterCount = k, Assigner = new CentroidAssigner(best.Centres, input.Images.Dimension, spherical: true) };
    }
}
