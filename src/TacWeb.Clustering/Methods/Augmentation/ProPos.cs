using TacWeb.Clustering.Centroids;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.Augmentation;

/// <summary>ProPos: looks at one image align around sampled positives, and the prototypes of the present clusters scatter.</summary>
/// <remarks>
/// The loss is <see cref="Losses.ProPosLoss"/>. Each epoch begins with a cosine k-means of the slow network's projected rows, whose labels make the prototypes; the last such k-means is the result. Noise and prototypes wait for the
/// first twentieth of the epochs, as in the authors' code (50 of 1000).
/// <para>Differs: frozen encoder with a trained adapter, 512 hidden units instead of 4096, 30 epochs instead of 1000. The looks are two cached weak views, or the image and a near neighbour.</para>
/// <para>Source: Huang et al., "Learning Representation for Clustering via Prototype Scattering and Positive Sampling", TPAMI 2022; Hzzone/ProPos; methods §2.6.</para>
/// </remarks>
/// <param name="options">Hyper-parameters.</param>
public sealed class ProPos(ProPosOptions options) : IClusterer
{
    private static readonly string[] LossNames = ["total", "alignment", "scattering"];

    /// <summary>The card.</summary>
    public static ClusteringMethod Method { get; } = ClusteringMethod.Define<ProPosOptions>(
        "propos",
        "ProPos",
        MethodFamily.Augmentation,
        MethodNeeds.ClusterCount,
        MethodOutputs.Assigner,
        new("Learning Representation for Clustering via Prototype Scattering and Positive Sampling", "TPAMI 2022", new("https://arxiv.org/abs/2111.11821")),
        "A fast network predicts what a slow one sees in another look at the image. The means of the present clusters push each other apart.",
        "Our frozen-feature adaptation: an adapter instead of ResNet, 512 hidden units instead of 4096, 30 epochs instead of 1000; without cached views a near neighbour is the second look.",
        options => new ProPos(options),
        replacement: "spherical-kmeans",
        uses: MethodNeeds.Views,
        facts: new(MethodPriors.Augmentation | MethodPriors.PseudoLabel, "B−", "O(N·d²) an epoch, and k-means each epoch"));

    /// <inheritdoc/>
    public Partition Fit(ClusterInput input, FitContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        int k = Requirements.Check(input, Method.Needs);
        if (!SmallSets.CanTrain(input.Images.Count, k))
        {
            return SmallSets.Cluster(input, context, cancellationToken);
        }

        Looks looks = context.Timed("neighbours", () => new Looks(input, StepRule.Neighbours(null, 20, input.Images.Count, k), context.Seed, cancellationToken));
        return context.Timed("train", () => Train(input.Images, looks, k, context, cancellationToken));
    }

    private Partition Train(Vectors images, Looks looks, int k, FitContext context, CancellationToken cancellationToken)
    {
        StepRule rule = StepRule.Resolve(options.BatchSize, options.Epochs, options.BatchSize, 30, images.Count);
        using DisposeScope everything = torch.NewDisposeScope();
        torch.manual_seed(Seeds.Derive(context.Seed, 4200));
        using ProPosNetwork network = new(images.Dimension, rule.BatchSize, options);
        EpochLoop loop = new(context, rule.Epochs, cancellationToken);
        RowBatches batches = new(images.Count, rule.BatchSize, context.Seed);
        int warm = Math.Max(1, rule.Epochs / 20);
        for (int epoch = 1; epoch <= rule.Epochs && !loop.OutOfTime; epoch++)
        {
            int[]? labels = epoch <= warm ? null : Cluster(network.Project(images, cancellationToken), k, 1, Seeds.Derive(context.Seed, 4201 + epoch), cancellationToken).Labels;
            loop.Epoch(batches.Epoch(), LossNames, (rows, losses) =>
                network.Step(looks.First(rows), looks.Weak(rows), labels is null ? null : [.. rows.Select(row => labels[row])], losses));
        }

        CentroidResult last = Cluster(network.Project(images, cancellationToken), k, 10, Seeds.Derive(context.Seed, 4201), cancellationToken);
        DenseAssigner assigner = new([.. network.Layers(), DenseLayer.Of(last.Centres, k, Activation.None)]);
        return SoftPartition.Of(assigner.Evaluate(images), k, assigner, loop.History, soft: false);
    }

    private static CentroidResult Cluster(Vectors projected, int k, int restarts, int seed, CancellationToken cancellationToken) =>
        CentroidSearch.Best([projected], k, new CentroidSettings(Spherical: true, restarts, 300, seed), cancellationToken);
}
