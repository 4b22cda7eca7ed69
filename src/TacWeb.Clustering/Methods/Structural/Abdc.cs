using TacWeb.Clustering.Centroids;
using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.Structural;

/// <summary>ABDC: an auto-encoder whose codes are drawn to their cluster's centre, round by round.</summary>
/// <remarks>
/// A round: one pass with <see cref="AbdcLoss"/> while labels and centres stand still; then each centre becomes the mean of its members; then each code joins its nearest centre.
/// <para>Differs: the paper's stacked sigmoid layers are DEC's ReLU layers, pre-trained at once by Adam; the first labels are those of k-means on the codes, not random ones; a centre without members stays where it is;
/// λ is divided by the first mean squared distance, because linear codes have no scale of their own as sigmoid ones do.</para>
/// <para>Source: Song, Liu, Huang, Wang and Tan, "Auto-encoder Based Data Clustering", CIARP 2013; methods §2.2 (no author code is known; rates as in ClustPy).</para>
/// </remarks>
/// <param name="options">Hyper-parameters.</param>
public sealed class Abdc(AbdcOptions options) : IClusterer
{
    private const double Smallest = 1e-6; // of the first mean distance
    private static readonly string[] LossNames = ["total", "reconstruction", "distance"];

    /// <summary>The card.</summary>
    public static ClusteringMethod Method { get; } = ClusteringMethod.Define<AbdcOptions>(
        "abdc",
        "ABDC",
        MethodFamily.Structure,
        MethodNeeds.ClusterCount,
        MethodOutputs.Assigner,
        new("Auto-encoder Based Data Clustering", "CIARP 2013", new("https://doi.org/10.1007/978-3-642-41822-8_15")),
        "An auto-encoder learns codes that give the image again and lie near their cluster's centre. Centres and labels are renewed after each pass.",
        "ReLU layers of DEC's widths, pre-trained together by Adam, in place of stacked sigmoid ones; the first labels are k-means' on the codes; the weight counts in units of the first mean distance. On encoder vectors: our frozen-feature adaptation.",
        options => new Abdc(options),
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
        StepRule rule = StepRule.Resolve(options.BatchSize, options.Epochs, options.BatchSize, 20, images.Count);
        using DisposeScope everything = torch.NewDisposeScope();
        using AutoEncoder coder = options.Create(images, options.Code, Seeds.Derive(context.Seed, 4200));
        EpochLoop loop = new(context, training.Epochs + rule.Epochs, cancellationToken);
        CentroidResult first = context.Timed("pretrain", () =>
        {
            coder.Pretrain(images, training, loop);
            return CentroidSearch.Best([coder.Codes(images, cancellationToken)], k, new CentroidSettings(false, options.Restarts, 300, context.Seed), cancellationToken);
        });
        return context.Timed("train", () =>
        {
            (DenseAssigner start, float[] scores) = (coder.Nearest(first.Centres), coder.Scores(images, first.Centres, cancellationToken));
            CodeCentres centres = new(first.Labels, first.Centres, options.Code);
            double weight = options.ClusterWeight / Math.Max(Smallest, -first.Objective / images.Count);
            Train(coder, images, centres, new RowBatches(images.Count, rule.BatchSize, Seeds.Derive(context.Seed, 4201)), loop, rule.Epochs, weight, cancellationToken);
            return CollapseGuard.Trips(first.Labels, centres.Labels, k, context)
                ? SoftPartition.Of(scores, k, start, loop.History, soft: false)
                : SoftPartition.Of(coder.Scores(images, centres.Values, cancellationToken), k, coder.Nearest(centres.Values), loop.History, soft: false);
        });
    }

    private void Train(AutoEncoder coder, Vectors images, CodeCentres centres, RowBatches batches, EpochLoop loop, int epochs, double weight, CancellationToken cancellationToken)
    {
        using torch.optim.Optimizer optimizer = Optimisers.Adam(coder.Parameters(), options.LearningRate);
        for (int epoch = 1; epoch <= epochs && !loop.OutOfTime; epoch++)
        {
            loop.Epoch(batches.Epoch(), LossNames, (rows, losses) =>
            {
                Tensor taken = coder.Take(images, rows), codes = coder.Encoder.Forward(taken);
                AbdcLoss loss = AbdcLoss.Of(taken, coder.Decoder.Forward(codes), codes, centres.Of(rows), weight);
                losses.Add(loss.Total.item<float>(), loss.Reconstruction.item<float>(), loss.Distance.item<float>());
                EpochLoop.Descend(optimizer, loss.Total);
            });
            centres.Renew(coder.Codes(images, cancellationToken));
        }
    }
}
