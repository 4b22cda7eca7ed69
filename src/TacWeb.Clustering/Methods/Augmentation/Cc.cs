using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.Augmentation;

/// <summary>CC, Contrastive Clustering: two looks at an image agree as instances (rows) and as clusters (columns).</summary>
/// <remarks>
/// L is <see cref="ContrastLoss"/> on an adapter with two heads, each a two-layer MLP as in the authors' code.
/// <para>Differs: ResNet-34 trained from pixels is replaced by the frozen encoder and a trained adapter d-512; 50 epochs instead of 1000. The looks are two cached weak views, or the image and a near neighbour.</para>
/// <para>Source: Li et al., "Contrastive Clustering", AAAI 2021; Yunfan-Li/Contrastive-Clustering; methods §2.4.</para>
/// </remarks>
/// <param name="options">Hyper-parameters.</param>
public sealed class Cc(CcOptions options) : IClusterer
{
    private static readonly string[] LossNames = ["total", "instance", "cluster", "balance"];

    /// <summary>The card.</summary>
    public static ClusteringMethod Method { get; } = ClusteringMethod.Define<CcOptions>(
        "cc",
        "Contrastive Clustering",
        MethodFamily.Augmentation,
        MethodNeeds.ClusterCount,
        MethodOutputs.Probabilities | MethodOutputs.Assigner,
        new("Contrastive Clustering", "AAAI 2021", new("https://arxiv.org/abs/2009.09687")),
        "Two looks at an image attract each other among images. The two columns of a cluster attract each other among clusters.",
        "Our frozen-feature adaptation: a trained adapter on the encoder instead of ResNet-34 from pixels; without cached views a near neighbour is the second look.",
        options => new Cc(options),
        replacement: "spherical-kmeans",
        uses: MethodNeeds.Views,
        facts: new(MethodPriors.Augmentation, "B", "O(N·(d² + B·d)) an epoch, B the batch"));

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
        StepRule rule = StepRule.Resolve(options.BatchSize, options.Epochs, options.BatchSize, 50, images.Count);
        Looks looks = context.Timed("neighbours", () => new Looks(input, StepRule.Neighbours(options.Neighbours, 20, images.Count, k), context.Seed, cancellationToken));
        return context.Timed("train", () =>
        {
            using DisposeScope everything = torch.NewDisposeScope();
            torch.manual_seed(Seeds.Derive(context.Seed, 3300));
            using ContrastNetwork network = new(images.Dimension, options.Hidden, k);
            EpochLoop loop = new(context, rule.Epochs, cancellationToken);
            SideTargets side = SideTargets.Of(options, input, k, context.Seed, cancellationToken);
            Train(network, looks, side, new RowBatches(images.Count, rule.BatchSize, context.Seed), loop, rule.Epochs);
            float[] soft = network.Probabilities(images, cancellationToken);
            return SoftPartition.Of(soft, k, network.Assigner(), loop.History);
        });
    }

    private void Train(ContrastNetwork network, Looks looks, SideTargets side, RowBatches batches, EpochLoop loop, int epochs)
    {
        using torch.optim.Optimizer optimizer = Optimisers.Adam(network.Parameters(), options.LearningRate);
        for (int epoch = 1; epoch <= epochs && !loop.OutOfTime; epoch++)
        {
            loop.Epoch(batches.Epoch(), LossNames, (rows, losses) =>
            {
                (Tensor z, Tensor first) = network.Forward(looks.First(rows));
                (Tensor w, Tensor second) = network.Forward(looks.Weak(rows));
                (Tensor p, Tensor q) = (torch.softmax(first, 1), torch.softmax(second, 1));
                ContrastLoss loss = ContrastLoss.Of(z, w, p, q, options.InstanceTemperature, options.ClusterTemperature, side.Prior);
                Tensor total = side.Fair(loss.Total, rows, p, q);
                losses.Add(total.item<float>(), loss.Instance.item<float>(), loss.Cluster.item<float>(), loss.Balance.item<float>());
                EpochLoop.Descend(optimizer, total);
            });
        }
    }
}
