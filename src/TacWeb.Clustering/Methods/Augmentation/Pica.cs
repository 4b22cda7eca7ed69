using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.Augmentation;

/// <summary>PICA: the partition whose clusters stay the same, and only the same, when images are perturbed.</summary>
/// <remarks>
/// <see cref="PicaLoss"/>, the mean over three perturbations, for the head of K clusters and for a finer auxiliary head on the same hidden layer.
/// <para>Differs: ResNet-34 with Sobel filters from pixels is replaced by the frozen encoder and one trained layer; 40 epochs with Adam 1e-3 instead of 200 with 1e-4. A perturbation is a cached weak view or a near neighbour.</para>
/// <para>Source: Huang, Gong and Zhu, "Deep Semantic Clustering by Partition Confidence Maximisation", CVPR 2020; methods §2.4.</para>
/// </remarks>
/// <param name="options">Hyper-parameters.</param>
public sealed class Pica(PicaOptions options) : IClusterer
{
    private static readonly string[] LossNames = ["total", "agreement", "balance", "auxiliary"];

    /// <summary>The card.</summary>
    public static ClusteringMethod Method { get; } = ClusteringMethod.Define<PicaOptions>(
        "pica",
        "PICA",
        MethodFamily.Augmentation,
        MethodNeeds.ClusterCount,
        MethodOutputs.Probabilities | MethodOutputs.Assigner,
        new("Deep Semantic Clustering by Partition Confidence Maximisation", "CVPR 2020", new("https://openaccess.thecvf.com/content_CVPR_2020/html/Huang_Deep_Semantic_Clustering_by_Partition_Confidence_Maximisation_CVPR_2020_paper.html")),
        "Each cluster's column of assignments should resemble its own under another look and no other. That is most so for a confident partition.",
        "Our frozen-feature adaptation: one trained layer on the encoder instead of a network from pixels; without cached views near neighbours are the other looks.",
        options => new Pica(options),
        replacement: "spherical-kmeans",
        uses: MethodNeeds.Views,
        facts: new(MethodPriors.Augmentation, "B", "O(N·K·d) an epoch"));

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
        Looks looks = context.Timed("neighbours", () => new Looks(input, StepRule.Neighbours(options.Neighbours, 20, images.Count, k), context.Seed, cancellationToken));
        return context.Timed("train", () =>
        {
            using DisposeScope everything = torch.NewDisposeScope();
            torch.manual_seed(Seeds.Derive(context.Seed, 3700));
            using DenseNetwork hidden = new(images.Dimension, new LayerShape(options.Hidden, Activation.Relu, Normalise: true));
            using DenseNetwork target = new(options.Hidden, new LayerShape(k, Activation.Softmax)), finer = new(options.Hidden, new LayerShape(options.Auxiliary ?? (7 * k), Activation.Softmax));
            EpochLoop loop = new(context, rule.Epochs, cancellationToken);
            SideTargets side = SideTargets.Of(options, input, k, context.Seed, cancellationToken);
            Train(hidden, target, finer, looks, side, new RowBatches(images.Count, rule.BatchSize, context.Seed), loop, rule.Epochs);
            hidden.Train(false);
            float[] soft = BlockEvaluation.Of(images, k, block => target.Forward(hidden.Forward(block)), cancellationToken);
            return SoftPartition.Of(soft, k, new DenseAssigner([.. hidden.Weights(), .. target.Weights()]), loop.History);
        });
    }

    private void Train(DenseNetwork hidden, DenseNetwork target, DenseNetwork finer, Looks looks, SideTargets side, RowBatches batches, EpochLoop loop, int epochs)
    {
        using torch.optim.Optimizer optimizer = Optimisers.Adam([.. hidden.Parameters(), .. target.Parameters(), .. finer.Parameters()], options.LearningRate);
        for (int epoch = 1; epoch <= epochs && !loop.OutOfTime; epoch++)
        {
            loop.Epoch(batches.Epoch(), LossNames, (rows, losses) =>
            {
                Tensor plain = hidden.Forward(looks.First(rows));
                (Tensor own, Tensor fine) = (target.Forward(plain), finer.Forward(plain));
                PicaLoss[] coarse = new PicaLoss[options.Perturbations], auxiliary = new PicaLoss[options.Perturbations];
                for (int look = 0; look < options.Perturbations; look++)
                {
                    Tensor perturbed = hidden.Forward(looks.Weak(rows));
                    coarse[look] = PicaLoss.Of(own, target.Forward(perturbed), options.BalanceWeight, side.Prior);
                    auxiliary[look] = PicaLoss.Of(fine, finer.Forward(perturbed), options.BalanceWeight);
                }

                Tensor first = Mean(coarse), second = Mean(auxiliary), total = side.Fair(first.add(second), rows, own);
                losses.Add(total.item<float>(), coarse.Average(loss => loss.Agreement.item<float>()), coarse[0].Balance.item<float>(), second.item<float>());
                EpochLoop.Descend(optimizer, total);
            });
        }
    }

    private static Tensor Mean(PicaLoss[] losses) => losses.Select(loss => loss.Total).Aggregate((sum, next) => sum.add(next)).div((double)losses.Length);
}
