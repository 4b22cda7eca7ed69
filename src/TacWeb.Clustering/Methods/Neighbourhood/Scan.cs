using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.Neighbourhood;

/// <summary>SCAN, clustering step: heads that give an image and its neighbours the same cluster, and use all clusters.</summary>
/// <remarks>
/// L = −mean log⟨p(x), p(x′)⟩ − λ·H(mean p), x′ a uniform draw from the nearest images, the image itself among them as in the authors' lists. Of several
/// heads the one with the lowest loss of the last epoch is the result.
/// <para>Differs: the authors' frozen-backbone variant takes SGD with learning rate 5; ours Adam 1e-3 on unit rows, 50 epochs, at most half the expected cluster as
/// neighbours. The backbone is the encoder, so steps 1 and 3 of the paper are not here (<c>scan-selflabel</c> is step 3).</para>
/// <para>Source: Van Gansbeke et al., "SCAN: Learning to Classify Images without Labels", ECCV 2020, §2.2; methods §2.5.</para>
/// </remarks>
/// <param name="options">Hyper-parameters.</param>
public sealed class Scan(ScanOptions options) : IClusterer
{
    internal static readonly string[] LossNames = ["total", "consistency", "balance"];

    /// <summary>The card.</summary>
    public static ClusteringMethod Method { get; } = ClusteringMethod.Define<ScanOptions>(
        "scan",
        "SCAN",
        MethodFamily.Neighbours,
        MethodNeeds.ClusterCount,
        MethodOutputs.Probabilities | MethodOutputs.Assigner,
        new("SCAN: Learning to Classify Images without Labels", "ECCV 2020", new("https://arxiv.org/abs/2005.12320")),
        "A head learns to give each image and its nearest neighbours the same cluster. An entropy term keeps all clusters in use.",
        "The clustering step on frozen features, as the authors do on ImageNet; Adam 1e-3 in place of SGD 5, fewer neighbours and more epochs on small sets.",
        options => new Scan(options),
        replacement: "spherical-kmeans",
        facts: new(MethodPriors.Neighbour, "A", "O(N²·d) for neighbours, then O(J·N·K·d) an epoch, J heads"));

    /// <inheritdoc/>
    public Partition Fit(ClusterInput input, FitContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        int k = Requirements.Check(input, Method.Needs);
        if (!SmallSets.CanTrain(input.Images.Count, k))
        {
            return SmallSets.Cluster(input, context, cancellationToken);
        }

        Vectors images = input.Images;
        StepRule rule = Rule(options, images.Count, k);
        NearestPartners partners = context.Timed("neighbours", () => Partners(options, images, k, context.Seed, cancellationToken));
        return context.Timed("train", () =>
        {
            using DisposeScope everything = torch.NewDisposeScope();
            torch.manual_seed(Seeds.Derive(context.Seed, 3100));
            using ScanHeads heads = new(options.Heads, images.Dimension, options.Hidden, k, options.BalanceWeight, options.LearningRate, SideTargets.Of(options, input, k, context.Seed, cancellationToken));
            EpochLoop loop = new(context, rule.Epochs, cancellationToken);
            Train(heads, images, partners, new RowBatches(images.Count, rule.BatchSize, context.Seed), loop, rule.Epochs);
            DenseNetwork best = heads.Best;
            float[] soft = ScanHeads.Probabilities(best, images, cancellationToken);
            return SoftPartition.Of(soft, k, ScanHeads.Assigner(best), loop.History);
        });
    }

    internal static StepRule Rule(ScanOptions options, int count, int clusters) =>
        StepRule.Resolve(options.BatchSize, options.Epochs, Math.Max(512, 10 * clusters), 50, count);

    internal static NearestPartners Partners(ScanOptions options, Vectors images, int clusters, int seed, CancellationToken cancellationToken) =>
        NearestPartners.Of(images, Math.Max(2, StepRule.Neighbours(options.Neighbours, 20, images.Count, clusters)), withSelf: true, seed, cancellationToken);

    /// <summary>The epochs of SCAN; the heads compared are those of the last epoch.</summary>
    internal static void Train(ScanHeads heads, Vectors images, NearestPartners partners, RowBatches batches, EpochLoop loop, int epochs)
    {
        for (int epoch = 1; epoch <= epochs && !loop.OutOfTime; epoch++)
        {
            heads.Forget();
            loop.Epoch(batches.Epoch(), LossNames, (rows, losses) => heads.Step(TensorBridge.Rows(images, rows), TensorBridge.Rows(images, partners.Draw(rows)), rows, losses));
        }
    }
}
