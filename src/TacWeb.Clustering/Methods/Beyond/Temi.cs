using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.Beyond;

/// <summary>TEMI: heads that maximise the mutual information between an image's cluster and its neighbour's, taught by slow copies of themselves.</summary>
/// <remarks>
/// loss = −w·log Σ_k (p_s(k|x)·p_t(k|x′))^β / p̃_t(k), both directions; w, the heads' mean agreement on the pair, weakens wrong neighbours; p̃ is a moving average of the teachers' marginals over both looks, taken before the
/// loss. AdamW, weight decay 1e-4; the last layer rests in the first epoch. The result is the teacher of the head with the lowest loss.
/// <para>Differs: 8 heads and 40 epochs (50 and 100–200 there) with learning rate 5e-4 (2e-4 there at B = 512), warm-up over a fifth of the epochs; at most half the expected cluster as neighbours.</para>
/// <para>Source: Adaloglou et al., BMVC 2023; HHU-MMBS/TEMI-official-BMVC2023; methods §4.2.</para>
/// </remarks>
/// <param name="options">Hyper-parameters.</param>
public sealed class Temi(TemiOptions options) : IClusterer
{
    private static readonly string[] LossNames = ["total"];

    /// <summary>The card.</summary>
    public static ClusteringMethod Method { get; } = ClusteringMethod.Define<TemiOptions>(
        "temi",
        "TEMI",
        MethodFamily.Beyond,
        MethodNeeds.ClusterCount,
        MethodOutputs.Probabilities | MethodOutputs.Assigner,
        new("Exploring the Limits of Deep Image Clustering using Pretrained Models", "BMVC 2023", new("https://arxiv.org/abs/2303.17896")),
        "Heads tell as much as they can about a neighbour's cluster, taught by slow copies of themselves. Pairs that the heads doubt count less.",
        "Fewer heads and epochs with a higher learning rate; at most half a cluster as neighbours.",
        options => new Temi(options),
        replacement: "spherical-kmeans",
        facts: new(MethodPriors.Neighbour, "A", "O(N²·d) for neighbours, then O(J·N·d²) an epoch, J heads"));

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
        StepRule rule = StepRule.Resolve(options.BatchSize, options.Epochs, options.BatchSize, 40, images.Count);
        int size = StepRule.Neighbours(options.Neighbours, 50, images.Count, k);
        NearestPartners partners = context.Timed("neighbours", () => NearestPartners.Of(images, size, withSelf: false, context.Seed, cancellationToken));
        return context.Timed("train", () => Train(images, k, rule, partners, context, cancellationToken));
    }

    private Partition Train(Vectors images, int k, StepRule rule, NearestPartners partners, FitContext context, CancellationToken cancellationToken)
    {
        double scale = EncoderScale.Of(images, options.FeatureNorm);
        using DisposeScope everything = torch.NewDisposeScope();
        torch.manual_seed(Seeds.Derive(context.Seed, 3400));
        using TemiTrainer trainer = new(images.Dimension, k, options);
        EpochLoop loop = new(context, rule.Epochs, cancellationToken);
        RowBatches batches = new(images.Count, rule.BatchSize, context.Seed);
        double warm = Math.Max(1, rule.Epochs / 5.0);
        for (int epoch = 1; epoch <= rule.Epochs && !loop.OutOfTime; epoch++)
        {
            trainer.Forget();
            double rate = options.LearningRate * Math.Min(1, Math.Max(epoch / warm, 5 * loop.Spent));
            loop.Epoch(batches.Epoch(), LossNames, (rows, losses) =>
                trainer.Step(TensorBridge.Rows(images, rows).mul(scale), TensorBridge.Rows(images, partners.Draw(rows)).mul(scale), rate, epoch == 1, losses));
        }

        TemiHead best = trainer.Teachers[trainer.Best];
        float[] soft = BlockEvaluation.Of(images, k, block => torch.softmax(best.Forward(block.mul(scale)).div(options.Temperature), 1), cancellationToken);
        return SoftPartition.Of(soft, k, new DenseAssigner(best.Weights(options.Temperature), (float)scale), loop.History);
    }
}
