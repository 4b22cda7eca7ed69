using TacWeb.Clustering.Centroids;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.Distribution;

/// <summary>VaDE: a variational auto-encoder whose prior is a mixture of Gaussians, one a cluster.</summary>
/// <remarks>
/// <see cref="Losses.VadeLoss"/> plus the reconstruction. The result is arg-max γ at the mean of the code.
/// <para>Differs: joint pre-training by Adam with a linear output instead of a stacked one; where rows are fractions, a sigmoid around the middle of what it gives back follows (with a sigmoid from the start the codes
/// told MNIST's digits apart 10 points worse); the mixture is fitted from k-means on the codes; batch 256 and 30 epochs in place of 100 and up to 3000; rows are scaled by one factor, not standardised
/// one by one. log σ² is kept in [−6, 6].</para>
/// <para>Source: Jiang et al., "Variational Deep Embedding", IJCAI 2017; methods §2.3.</para>
/// </remarks>
/// <param name="options">Hyper-parameters.</param>
public sealed class Vade(VadeOptions options) : IClusterer
{
    /// <summary>The card.</summary>
    public static ClusteringMethod Method { get; } = ClusteringMethod.Define<VadeOptions>(
        "vade",
        "VaDE",
        MethodFamily.Distribution,
        MethodNeeds.ClusterCount,
        MethodOutputs.Probabilities | MethodOutputs.Assigner,
        new("Variational Deep Embedding: An Unsupervised and Generative Approach to Clustering", "IJCAI 2017", new("https://arxiv.org/abs/1611.05148")),
        "Images are thought to be made from codes, and codes to be drawn from one of K Gaussians. A variational auto-encoder learns both.",
        "Joint pre-training by Adam with a linear output; squared error on real-valued vectors, the paper's cross entropy with bernoulli=true; 30 epochs of batches of 256 instead of up to 3000 of 100. On encoder vectors: our frozen-feature adaptation.",
        options => new Vade(options),
        replacement: "spherical-kmeans",
        facts: new(MethodPriors.Distribution, "A−", "O(N·w) an epoch, w the auto-encoder's weights"));

    /// <inheritdoc/>
    public Partition Fit(ClusterInput input, FitContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        int k = Requirements.Check(input, Method.Needs);
        if (!SmallSets.CanTrain(input.Images.Count, k))
        {
            return SmallSets.Cluster(input, context, cancellationToken);
        }

        Vectors images = options.Bernoulli ? Fractions(input.Images) : input.Images;
        AutoEncoderTraining training = options.Pretraining(images.Count, context.Seed);
        StepRule rule = StepRule.Resolve(options.BatchSize, options.Epochs, options.BatchSize, 30, images.Count);
        using DisposeScope everything = torch.NewDisposeScope();
        using AutoEncoder coder = options.Create(images, options.Code, Seeds.Derive(context.Seed, 4400));
        EpochLoop loop = new(context, training.Epochs + rule.Epochs, cancellationToken);
        DiagonalMixture mixture = context.Timed("pretrain", () =>
        {
            coder.Pretrain(images, training, loop);
            Vectors codes = coder.Codes(images, cancellationToken);
            CentroidResult first = CentroidSearch.Best([codes], k, new CentroidSettings(false, options.Restarts, 300, context.Seed), cancellationToken);
            return DiagonalMixture.Fit(codes, first.Labels, k, VadeTrainer.MixtureRounds, cancellationToken);
        });
        return context.Timed("train", () =>
        {
            using VadeTrainer trainer = new(coder, images, mixture, options, cancellationToken);
            (float[] before, DenseAssigner start) = (trainer.Soft(), trainer.Assigner());
            trainer.Train(new RowBatches(images.Count, rule.BatchSize, Seeds.Derive(context.Seed, 4401)), loop, rule.Epochs);
            float[] after = trainer.Soft();
            return CollapseGuard.Trips(SoftPartition.Labels(before, k), SoftPartition.Labels(after, k), k, context)
                ? SoftPartition.Of(before, k, start, loop.History)
                : SoftPartition.Of(after, k, trainer.Assigner(), loop.History);
        });
    }

    private static Vectors Fractions(Vectors images)
    {
        foreach (float value in images.Values.Span)
        {
            if (value is < 0 or > 1)
            {
                throw new ArgumentException("bernoulli=true takes values from 0 to 1, such as pixels divided by 255.", nameof(images));
            }
        }

        return images;
    }
}
