using TacWeb.Clustering.Centroids;
using TacWeb.Clustering.Concepts;
using TacWeb.Core.Concepts;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.External;

/// <summary>TAC without training: spherical k-means on [image; counterpart] (methods §1.8).</summary>
/// <remarks>
/// z_i = [x_i ; u_i], each half of length 1; the pair is never joined in memory, since z·c = x·c_x + u·c_u.
/// <para>Differs from the authors' code, which uses faiss: k-means++ instead of random rows, all rows instead of a sample of 256 K, and a stop when no
/// label changes instead of always 300 iterations. All three can only raise the objective.</para>
/// <para>Source: Li et al., "Image Clustering with External Guidance", ICML 2024, §3.2; XLearning-SCU/2024-ICML-TAC <c>concat_kmeans</c>.
/// Defaults: 20 restarts and 300 iterations as there.</para>
/// </remarks>
/// <param name="options">Restarts and iterations.</param>
public sealed class TacNoTrain(TacNoTrainOptions options) : IClusterer
{
    /// <summary>The card.</summary>
    public static ClusteringMethod Method { get; } = ClusteringMethod.Define<TacNoTrainOptions>(
        "tac-no-train",
        "TAC (no train)",
        MethodFamily.External,
        MethodNeeds.ClusterCount | MethodNeeds.Concepts,
        MethodOutputs.Assigner,
        new("Image Clustering with External Guidance", "ICML 2024", new("https://openreview.net/forum?id=JSYN891WnB")),
        "Every image is joined with a text counterpart made of the nouns that fit it best; k-means on the pair.",
        "k-means++ on all images with a stop at no change, where the authors' faiss draws random rows, samples 256 K images and runs 300 iterations.",
        options => new TacNoTrain(options),
        facts: new(MethodPriors.External, "A", "O(N·K·d) an iteration and restart"));

    /// <inheritdoc/>
    public Partition Fit(ClusterInput input, FitContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        int k = Requirements.Check(input, Method.Needs);
        ConceptSpace concepts = input.Concepts!;
        Vectors[] pair = [input.Images, concepts.Counterparts];
        CentroidSettings settings = new(Spherical: true, options.Restarts, options.MaxIterations, context.Seed);
        CentroidResult best = context.Timed("train", () => CentroidSearch.Best(pair, k, settings, cancellationToken, context));
        CentroidAssigner centres = new(best.Centres, pair.Sum(part => part.Dimension), spherical: true);
        return new Partition { Labels = best.Labels, ClusterCount = k, Assigner = Assigner(concepts, centres) };
    }

    /// <summary>Null when the counterparts were given ready: without nouns a new image has none.</summary>
    private static CounterpartAssigner? Assigner(ConceptSpace concepts, CentroidAssigner centres) =>
        concepts.Nouns.Count == 0 || concepts.RetrievalTemperature <= 0
            ? null
            : new CounterpartAssigner(new CounterpartRetrieval(concepts.Text, concepts.RetrievalTemperature), centres);
}
