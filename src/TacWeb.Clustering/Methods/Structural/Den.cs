using TacWeb.Clustering.Centroids;
using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.Structural;

/// <summary>DEN: an auto-encoder whose codes keep neighbours together and fall into groups, one a cluster; k-means on the codes.</summary>
/// <remarks>
/// <see cref="DenLoss"/>. Neighbours by cosine; W from the squared distances of unit rows.
/// <para>Differs: DEC's widths with pre-training; one neighbour of each image is drawn a step instead of all; the sparsity's weight falls with K, because 1 can drive all codes to 0.</para>
/// <para>Source: Huang, Huang, Wang and Wang, "Deep Embedding Network for Clustering", ICPR 2014; methods §2.2 (no author code is known; settings as in ClustPy).</para>
/// </remarks>
/// <param name="options">Hyper-parameters.</param>
public sealed class Den(DenOptions options) : IClusterer
{
    private static readonly string[] LossNames = ["total", "reconstruction", "locality", "sparsity"];

    /// <summary>The card.</summary>
    public static ClusteringMethod Method { get; } = ClusteringMethod.Define<DenOptions>(
        "den",
        "DEN",
        MethodFamily.Structure,
        MethodNeeds.ClusterCount,
        MethodOutputs.Assigner,
        new("Deep Embedding Network for Clustering", "ICPR 2014", new("https://doi.org/10.1109/ICPR.2014.272")),
        "An auto-encoder learns codes that keep near images near and use few groups of numbers, one group a cluster. k-means on the codes is the result.",
        "DEC's widths with pre-training; one drawn neighbour a step; sparsity weight 1/K instead of 1, which can drive all codes to 0. On encoder vectors: our frozen-feature adaptation.",
        options => new Den(options),
        replacement: "spherical-kmeans",
        facts: new(MethodPriors.Structure, "A−", "O(N²·d) for neighbours, then O(N·w) an epoch, w the auto-encoder's weights"));

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
        NearWeights near = context.Timed("neighbours", () => new NearWeights(images, options.Neighbours, options.KernelWidth, context.Seed, cancellationToken));
        using DisposeScope everything = torch.NewDisposeScope();
        using AutoEncoder coder = options.Create(images, k * options.GroupSize, Seeds.Derive(context.Seed, 4300));
        EpochLoop loop = new(context, training.Epochs + rule.Epochs, cancellationToken);
        return context.Timed("train", () =>
        {
            coder.Pretrain(images, training, loop);
            Train(coder, images, near, new RowBatches(images.Count, rule.BatchSize, Seeds.Derive(context.Seed, 4301)), loop, rule.Epochs, options.SparsityWeight ?? (1.0 / k));
            CentroidResult result = CentroidSearch.Best([coder.Codes(images, cancellationToken)], k, new CentroidSettings(false, options.Restarts, 300, context.Seed), cancellationToken);
            return SoftPartition.Of(coder.Scores(images, result.Centres, cancellationToken), k, coder.Nearest(result.Centres), loop.History, soft: false);
        });
    }

    private void Train(AutoEncoder coder, Vectors images, NearWeights near, RowBatches batches, EpochLoop loop, int epochs, double sparsity)
    {
        using torch.optim.Optimizer optimizer = Optimisers.Adam(coder.Parameters(), options.LearningRate);
        for (int epoch = 1; epoch <= epochs; epoch++)
        {
            loop.Epoch(batches.Epoch(), LossNames, (rows, losses) =>
            {
                (int[] partners, Tensor weights) = near.Draw(rows);
                Tensor taken = coder.Take(images, rows), codes = coder.Encoder.Forward(taken), partnerCodes = coder.Encoder.Forward(coder.Take(images, partners));
                DenLoss loss = DenLoss.Of(coder.Reconstruction(taken, codes), codes, partnerCodes, weights, options.GroupSize, options.LocalityWeight, sparsity);
                losses.Add(loss.Total.item<float>(), loss.Reconstruction.item<float>(), loss.Locality.item<float>(), loss.Sparsity.item<float>());
                EpochLoop.Descend(optimizer, loss.Total);
            });
        }
    }
}
