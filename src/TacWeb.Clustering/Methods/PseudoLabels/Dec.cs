using TacWeb.Clustering.Centroids;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.PseudoLabels;

/// <summary>DEC: an auto-encoder's codes learn from their own surest assignments.</summary>
/// <remarks>
/// <see cref="Losses.DecLoss"/> from the k-means of pre-trained codes on. By default with IDEC's reconstruction term, which keeps the space of codes from being bent; <c>reconstruct=false</c> is DEC.
/// <para>Differs: all layers are pre-trained at once by Adam (50 epochs, cosine to 0) instead of one by one with dropout by SGD; Adam 1e-3 in place of SGD 0.01 with momentum.
/// Rows are multiplied by one factor so that ‖x‖²/d ≈ 1, as the authors do.</para>
/// <para>Source: Xie, Girshick and Farhadi, "Unsupervised Deep Embedding for Clustering Analysis", ICML 2016; Guo et al., "Improved Deep Embedded Clustering", IJCAI 2017; methods §2.6.</para>
/// </remarks>
/// <param name="options">Hyper-parameters.</param>
public sealed class Dec(DecOptions options) : IClusterer
{
    /// <summary>The card.</summary>
    public static ClusteringMethod Method { get; } = ClusteringMethod.Define<DecOptions>(
        "dec",
        "DEC",
        MethodFamily.PseudoLabels,
        MethodNeeds.ClusterCount,
        MethodOutputs.Probabilities | MethodOutputs.Assigner,
        new("Unsupervised Deep Embedding for Clustering Analysis", "ICML 2016", new("https://arxiv.org/abs/1511.06335")),
        "An auto-encoder reduces each image to a few numbers, and k-means finds centres among them. Then codes and centres learn from the assignments they are surest of.",
        "IDEC's loss (IJCAI 2017) by default, which keeps the reconstruction; DEC's own by reconstruct=false. Joint pre-training by Adam instead of layer-wise denoising by SGD. On encoder vectors: our frozen-feature adaptation.",
        options => new Dec(options),
        replacement: "spherical-kmeans",
        facts: new(MethodPriors.PseudoLabel | MethodPriors.Structure, "A−", "O(N·w) an epoch, w the auto-encoder's weights"));

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
        AutoEncoderTraining training = options.Pretraining(images.Count, context.Seed);
        StepRule rule = StepRule.Resolve(options.BatchSize, options.Epochs, options.BatchSize, 30, images.Count);
        using DisposeScope everything = torch.NewDisposeScope();
        using AutoEncoder coder = options.Create(images, options.Code, Seeds.Derive(context.Seed, 4100));
        EpochLoop loop = new(context, training.Epochs + rule.Epochs, cancellationToken);
        CentroidResult first = context.Timed("pretrain", () =>
        {
            coder.Pretrain(images, training, loop);
            return CentroidSearch.Best([coder.Codes(images, cancellationToken)], k, new CentroidSettings(false, options.Restarts, 300, context.Seed), cancellationToken);
        });
        return context.Timed("train", () =>
        {
            DenseAssigner start = coder.Assigner(AutoEncoder.CentreLayer(first.Centres, options.Code) with { Activation = Activation.Student });
            using DecTrainer trainer = new(coder, images, first.Centres, options, cancellationToken);
            float[] before = trainer.Soft();
            trainer.Train(new RowBatches(images.Count, rule.BatchSize, Seeds.Derive(context.Seed, 4101)), loop, rule.Epochs);
            float[] after = trainer.Soft();
            return CollapseGuard.Trips(SoftPartition.Labels(before, k), SoftPartition.Labels(after, k), k, context)
                ? SoftPartition.Of(before, k, start, loop.History)
                : SoftPartition.Of(after, k, trainer.Assigner(), loop.History);
        });
    }
}
