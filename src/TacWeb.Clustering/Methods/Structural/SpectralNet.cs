using TacWeb.Clustering.Centroids;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.Structural;

/// <summary>SpectralNet: a network learns the map of spectral clustering, so that new images have a place on it (methods §2.2).</summary>
/// <remarks>
/// Optionally an auto-encoder's code stands for the rows; a Siamese network learns distances (contrastive margins 0.05 and 1, positives one of the 2 nearest rows, negatives a random row);
/// the spectral network minimises (1/m²) Σ W_ij ‖y_i − y_j‖² with W a Gaussian kernel of the batch's 30 nearest in the learnt distance, width the median of each row's, symmetrised; a last linear layer
/// from the QR factor of another random batch keeps the outputs orthonormal; k-means on the outputs.
/// <para>Differs: a step follows the loss along the constraint (<see cref="Losses.SpectralNetLoss.AlongConstraint"/>); the authors' code lets the layer undo what it shrinks, and here the outputs fell to a constant so.
/// The learning rate falls by the training loss instead of a tenth of the images held back; pairs of the Siamese network are drawn anew in each epoch; 10 epochs of it instead of 30.</para>
/// <para>Source: Shaham, Stanton, Li, Nadler, Basri and Kluger, "SpectralNet: Spectral Clustering using Deep Neural Networks", ICLR 2018; KlugerLab/SpectralNet, shaham-lab/SpectralNet.</para>
/// </remarks>
/// <param name="options">Hyper-parameters.</param>
public sealed class SpectralNet(SpectralNetOptions options) : IClusterer
{
    private const int MaxIterations = 300;

    /// <summary>The card.</summary>
    public static ClusteringMethod Method { get; } = ClusteringMethod.Define<SpectralNetOptions>(
        "spectralnet",
        "SpectralNet",
        MethodFamily.Structure,
        MethodNeeds.ClusterCount,
        MethodOutputs.Assigner,
        new("SpectralNet: Spectral Clustering using Deep Neural Networks", "ICLR 2018", new("https://arxiv.org/abs/1801.01587")),
        "A network learns the map that spectral clustering makes of the images, batch by batch, with distances that it learns first; new images get a place on it.",
        "The authors' newer package, with smaller networks, 10 Siamese epochs instead of 30, steps along the orthogonality constraint, and a plateau by the training loss. Raw pixels want an auto-encoder first: code=10.",
        options => new SpectralNet(options),
        replacement: "spherical-kmeans",
        facts: new(MethodPriors.Structure, "A", "O(N²·d) for neighbours, then O(N·(w + B·K)) an epoch, w the weights, B the batch"));

    /// <inheritdoc/>
    public Partition Fit(ClusterInput input, FitContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        int k = Requirements.Check(input, Method.Needs);
        int n = input.Images.Count;
        int[] codeWidths = AutoEncoderShape.ParseWidths(options.CodeWidths), widths = AutoEncoderShape.ParseWidths(options.Widths);
        if (!SmallSets.CanTrain(n, k))
        {
            return SmallSets.Cluster(input, context, cancellationToken);
        }

        StepRule coding = StepRule.Resolve(256, options.CodeEpochs, 256, 40, n), twins = StepRule.Resolve(512, options.SiameseEpochs, 512, 10, n);
        StepRule spectral = StepRule.Resolve(Math.Max(options.BatchSize ?? Math.Clamp(n / 4, 64, 1024), 4 * k), options.Epochs, 1024, 30, n);
        EpochLoop loop = new(context, (options.Code > 0 ? coding.Epochs : 0) + (options.Siamese ? twins.Epochs : 0) + spectral.Epochs, cancellationToken);
        using DisposeScope everything = torch.NewDisposeScope();
        torch.manual_seed(Seeds.Derive(context.Seed, 5200));
        (Vectors rows, DenseLayer[] coder, float scale) = Code(input.Images, codeWidths, coding, context, loop, cancellationToken);
        using SiameseNetwork? siamese = options.Siamese ? new SiameseNetwork(rows.Dimension, widths, RowScale(rows)) : null;
        context.Timed("siamese", () => siamese?.Train(rows, twins, options.LearningRate, context.Seed, loop, cancellationToken));
        return context.Timed("train", () =>
        {
            int near = Math.Min(options.Neighbours ?? Math.Clamp(spectral.BatchSize / (2 * k), 2, 30), spectral.BatchSize - 1);
            using SpectralNetTrainer trainer = new(rows, siamese, widths, k, near, options.LearningRate, Seeds.Derive(context.Seed, 5203), RowScale(rows));
            trainer.Train(spectral, context.Seed, loop);
            return Result(input.Images, trainer, coder, scale, k, context, loop, cancellationToken);
        });
    }

    private static float RowScale(Vectors rows) => AutoEncoder.ScaleOf(rows);

    private (Vectors Rows, DenseLayer[] Coder, float Scale) Code(Vectors images, int[] widths, StepRule rule, FitContext context, EpochLoop loop, CancellationToken cancellationToken)
    {
        if (options.Code == 0)
        {
            return (images, [], 1);
        }

        return context.Timed("code", () =>
        {
            using AutoEncoder coder = new(new AutoEncoderShape(images.Dimension, widths, options.Code), AutoEncoder.ScaleOf(images));
            coder.Pretrain(images, new AutoEncoderTraining(rule.Epochs, rule.BatchSize, options.CodeRate, Seeds.Derive(context.Seed, 5201), options.Corruption, Decay: true), loop);
            return (coder.Codes(images, cancellationToken), coder.Encoder.Weights(), coder.Scale);
        });
    }

    /// <summary>k-means on the orthonormal outputs, folded into a last layer whose arg-max is the nearest centre.</summary>
    private Partition Result(Vectors images, SpectralNetTrainer trainer, DenseLayer[] coder, float scale, int k, FitContext context, EpochLoop loop, CancellationToken cancellationToken)
    {
        Vectors outputs = trainer.Outputs(cancellationToken);
        CentroidResult best = CentroidSearch.Best([outputs], k, new CentroidSettings(Spherical: false, options.Restarts, MaxIterations, context.Seed), cancellationToken);
        DenseLayer[] layers = [.. coder, .. trainer.Layers(best.Centres)];
        DenseAssigner assigner = new(layers, scale);
        return SoftPartition.Of(assigner.Evaluate(images), k, assigner, loop.History, soft: false);
    }
}
