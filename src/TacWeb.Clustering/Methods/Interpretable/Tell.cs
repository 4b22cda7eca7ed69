using TacWeb.Clustering.Centroids;
using TacWeb.Clustering.Training;
using TacWeb.Core;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.Interpretable;

/// <summary>TELL: k-means rewritten as a network layer, so that the layer's weights are the centres and can be read.</summary>
/// <remarks>
/// z = n(encoder(x)), which the decoder takes too, W = 2αΩᵀ, prediction arg-max W·z; <see cref="Losses.TellLoss"/>. Even epochs (from 0) move the centres, odd ones draw the codes to them.
/// <para>Differs: pre-training and spherical k-means for the first centres in place of 3000 epochs from random ones; Adam for the networks (Adadelta stays for the centres);
/// a linear decoder on scaled rows instead of a sigmoid; no dropout.</para>
/// <para>Source: Peng et al., "XAI Beyond Classification: Interpretable Neural Clustering", JMLR 2022; methods §2.6.</para>
/// </remarks>
/// <param name="options">Hyper-parameters.</param>
public sealed class Tell(TellOptions options) : IClusterer
{
    /// <summary>The card.</summary>
    public static ClusteringMethod Method { get; } = ClusteringMethod.Define<TellOptions>(
        "tell",
        "TELL",
        MethodFamily.Interpretable,
        MethodNeeds.ClusterCount,
        MethodOutputs.Assigner,
        new("XAI Beyond Classification: Interpretable Neural Clustering", "JMLR 2022", new("https://jmlr.org/papers/v23/19-497.html")),
        "k-means is one layer of a network: its weights are the centres, and the unit that answers most is the cluster. Encoder and centres learn by turns.",
        "Pre-training and k-means for the first centres in place of 3000 epochs from random ones; Adam for the networks; dense layers on any vectors, convolutions on square pictures by convolution=true. On encoder vectors: our frozen-feature adaptation.",
        options => new Tell(options),
        replacement: "spherical-kmeans",
        facts: new(MethodPriors.Structure, "A−", "O(N·w) an epoch, w the auto-encoder's weights"));

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
        using RowCoder coder = Coder(images, Seeds.Derive(context.Seed, 4500));
        EpochLoop loop = new(context, training.Epochs + rule.Epochs, cancellationToken);
        CentroidResult first = context.Timed("pretrain", () =>
        {
            coder.Pretrain(images, training, loop);
            return CentroidSearch.Best([coder.Codes(images, cancellationToken)], k, new CentroidSettings(true, options.Restarts, 300, context.Seed), cancellationToken);
        });
        return context.Timed("train", () =>
        {
            using TellTrainer trainer = new(coder, images, first.Centres, options);
            (float[] before, IOrderedAssigner start) = (trainer.Scores(cancellationToken), Assigner(coder, trainer.Centres()));
            trainer.Train(new RowBatches(images.Count, rule.BatchSize, Seeds.Derive(context.Seed, 4501)), loop, rule.Epochs);
            float[] after = trainer.Scores(cancellationToken);
            return CollapseGuard.Trips(SoftPartition.Labels(before, k), SoftPartition.Labels(after, k), k, context)
                ? SoftPartition.Of(before, k, start, loop.History, soft: false)
                : SoftPartition.Of(after, k, Assigner(coder, trainer.Centres()), loop.History, soft: false);
        });
    }

    /// <summary>The networks for rows of this dimension.</summary>
    private RowCoder Coder(Vectors images, int seed)
    {
        if (!options.Convolution)
        {
            return options.Create(images, options.Code, seed, Activation.Unit);
        }

        int side = (int)Math.Sqrt(images.Dimension);
        if (side * side != images.Dimension || side % 4 != 0)
        {
            throw new TacWebException($"convolution=true takes square grey pictures whose side is a multiple of 4; {images.Dimension} numbers a row are none.");
        }

        torch.manual_seed(seed);
        return new ConvolutionCoder(side, options.Code, RowCoder.ScaleOf(images)) { Shift = options.Moves(images, seed) };
    }

    private static IOrderedAssigner Assigner(RowCoder coder, DenseLayer centres) => coder is ConvolutionCoder pictures
        ? pictures.Assigner(centres)
        : ((AutoEncoder)coder).Assigner(centres);
}
