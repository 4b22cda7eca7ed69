using System.Globalization;
using TacWeb.Clustering.Centroids;
using TacWeb.Clustering.Concepts;
using TacWeb.Clustering.Training;
using TacWeb.Core.Concepts;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.External;

/// <summary>MoDE, CLIP Data Experts: balanced k-means of the captions, here the text counterparts, into fine groups, and of these into K coarse ones.</summary>
/// <remarks>
/// m = min(N, 1024, max(4K, ⌊N/20⌋)) fine centres by <see cref="BalancedCentroids"/>, 50 iterations; K coarse clusters of the fine centres, 100 iterations. An image's cluster is its fine centre's coarse cluster. With
/// <c>readout=ensemble</c> one expert a cluster (<see cref="ModeExperts"/>) is trained and given class names are predicted by all of them, weighted by <see cref="ModeEnsemble"/>.
/// <para>Differs: the captions are retrieved counterparts instead of the pictures' own texts, and the experts are adapters on the encoder instead of whole CLIPs.</para>
/// <para>Source: Ma et al., "MoDE: CLIP Data Experts via Clustering", CVPR 2024, §3; methods §2.6 (formulas only).</para>
/// </remarks>
/// <param name="options">Hyper-parameters.</param>
public sealed class Mode(ModeOptions options) : IClusterer
{
    private const int MostFine = 1024;

    /// <summary>The card.</summary>
    public static ClusteringMethod Method { get; } = ClusteringMethod.Define<ModeOptions>(
        "mode",
        "MoDE",
        MethodFamily.External,
        MethodNeeds.ClusterCount | MethodNeeds.Concepts,
        MethodOutputs.Assigner,
        new("MoDE: CLIP Data Experts via Clustering", "CVPR 2024", new("https://arxiv.org/abs/2404.16030")),
        "Text counterparts are clustered into many groups of equal size, and these into K. Made to train one expert a cluster, it shows what words alone say.",
        "Our frozen-feature adaptation: captions are retrieved counterparts, experts are adapters; all clusters come out about equally large. With readout=ensemble it uses the class names: a reference, no clustering.",
        options => new Mode(options),
        uses: MethodNeeds.ClassNames,
        facts: new(MethodPriors.External, "A−, its experts B", "O(N·m·d) an iteration, m the fine centres"));

    /// <inheritdoc/>
    public Partition Fit(ClusterInput input, FitContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        int k = Requirements.Check(input, Method.Needs | (options.Readout == ModeReadout.Ensemble ? MethodNeeds.ClassNames : MethodNeeds.None));
        ConceptSpace concepts = input.Concepts!;
        (CentroidResult fine, CentroidResult coarse) = context.Timed("train", () => Cluster(concepts.Counterparts, k, context.Seed, cancellationToken));
        int[] labels = [.. fine.Labels.Select(centre => coarse.Labels[centre])];
        Vectors centres = new(concepts.Counterparts.Source, concepts.Counterparts.Dimension, unit: false, fine.Centres);
        return options.Readout == ModeReadout.Clusters
            ? new Partition { Labels = labels, ClusterCount = k, Assigner = Assigner(concepts, centres, coarse.Labels) }
            : context.Timed("train", () => Ensemble(input, labels, ModeEnsemble.Weights(input.ClassTexts!, centres, coarse.Labels, k), context, cancellationToken));
    }

    /// <summary>Fine groups of the counterparts, and coarse clusters of the fine centres.</summary>
    internal (CentroidResult Fine, CentroidResult Coarse) Cluster(Vectors counterparts, int k, int seed, CancellationToken cancellationToken)
    {
        int n = counterparts.Count, m = Math.Clamp(options.FineCentres ?? Math.Min(MostFine, Math.Max(4 * k, n / 20)), k, n);
        CentroidSettings settings = new(Spherical: false, options.Restarts, options.FineIterations, Seeds.Derive(seed, 4400));
        CentroidResult fine = BalancedCentroids.Best(counterparts, m, settings, cancellationToken);
        Vectors centres = new(counterparts.Source, counterparts.Dimension, unit: false, fine.Centres);
        return (fine, BalancedCentroids.Best(centres, k, settings with { Restarts = 10 * options.Restarts, MaxIterations = options.CoarseIterations }, cancellationToken));
    }

    private Partition Ensemble(ClusterInput input, int[] labels, double[] weights, FitContext context, CancellationToken cancellationToken)
    {
        Vectors images = input.Images, texts = input.ClassTexts!;
        using DisposeScope everything = torch.NewDisposeScope();
        torch.manual_seed(Seeds.Derive(context.Seed, 4402));
        using ModeExperts experts = new(weights.Length, images.Dimension, options);
        EpochLoop loop = new(context, options.Epochs, cancellationToken);
        experts.Train(images, input.Concepts!.Counterparts, labels, context.Seed, loop);
        float[] scores = experts.Scores(images, texts, weights, cancellationToken);
        int[] together = SoftPartition.Labels(scores, texts.Count);
        int[] plain = SoftPartition.Labels(new DenseAssigner([DenseLayer.Of(texts.Values.ToArray(), texts.Count, Activation.None)]).Evaluate(images), texts.Count);
        double same = together.Zip(plain).Count(pair => pair.First == pair.Second) / (double)images.Count;
        context.Warn(string.Create(CultureInfo.InvariantCulture, $"This is a prediction of the given class names, no clustering: the experts agree with plain zero-shot on {same:P1} of the images."));
        for (int row = 0; row < images.Count; row++)
        {
            Activations.Apply(scores.AsSpan(row * texts.Count, texts.Count), Activation.Softmax);
        }

        return new Partition { Labels = together, ClusterCount = texts.Count, Soft = new Probabilities(texts.Count, scores), History = loop.History };
    }

    /// <summary>Null when the counterparts were given ready: without nouns a new image has none.</summary>
    private static ModeAssigner? Assigner(ConceptSpace concepts, Vectors centres, int[] coarse) =>
        concepts.Nouns.Count == 0 || concepts.RetrievalTemperature <= 0
            ? null
            : new ModeAssigner(new CounterpartCentres(new CounterpartRetrieval(concepts.Text, concepts.RetrievalTemperature), centres), coarse);
}
