using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.Augmentation;

/// <summary>IMSAT: a network that maximises the information of its clusters and answers the same when an image is moved where that hurts most.</summary>
/// <remarks>
/// L = R_SAT + λ(H(y|x) − μ·H(y)), <see cref="MutualInformation"/> and <see cref="VirtualAdversary"/>, on d-1200-1200-K with batch normalisation. The passes for the adversary use the
/// batch's statistics and leave the running ones alone; ε_i is a quarter of the distance to the 10th nearest image.
/// <para>Differs: rows are scaled so that they lie as far from their mean as the authors' MNIST does, in pixels from −1 to 1 (root mean square 0.5167·√d), because ξ = 10 was chosen there; their length would not do, since it
/// counts the background. Batch normalisation makes the network indifferent to both. More epochs on small sets.</para>
/// <para>Source: Hu et al., "Learning Discrete Representations via Information Maximizing Self-Augmented Training", ICML 2017; weihua916/imsat; methods §2.4.</para>
/// </remarks>
/// <param name="options">Hyper-parameters.</param>
public sealed class Imsat(ImsatOptions options) : IClusterer
{
    // √(Σ_j Var x_j / d) of the 70,000 images of MNIST as byte/128 − 1.
    private const double AuthorsSpread = 0.5167;

    private static readonly string[] LossNames = ["total", "smoothness", "conditional", "marginal"];

    /// <summary>The card.</summary>
    public static ClusteringMethod Method { get; } = ClusteringMethod.Define<ImsatOptions>(
        "imsat",
        "IMSAT",
        MethodFamily.Augmentation,
        MethodNeeds.ClusterCount,
        MethodOutputs.Probabilities | MethodOutputs.Assigner,
        new("Learning Discrete Representations via Information Maximizing Self-Augmented Training", "ICML 2017", new("https://arxiv.org/abs/1702.08720")),
        "Even clusters and decided images, whose answers stay the same when an image moves a little in the most harmful direction.",
        "Rows are scaled to the spread of the authors' MNIST, 0.52·√d, where their probe of 10 belongs; more epochs on small sets.",
        options => new Imsat(options),
        replacement: "spherical-kmeans",
        uses: MethodNeeds.Views,
        facts: new(MethodPriors.Augmentation, "A", "O(N²·d) for the radii, O(N·w) an epoch, w the network's weights"));

    /// <inheritdoc/>
    public Partition Fit(ClusterInput input, FitContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        int k = Requirements.Check(input, Method.Needs);
        Vectors images = input.Images;
        if (!SmallSets.CanTrain(images.Count, k))
        {
            return SmallSets.Cluster(input, context, cancellationToken);
        }

        StepRule rule = StepRule.Resolve(options.BatchSize, options.Epochs, options.BatchSize, 50, images.Count);
        IReadOnlyList<Vectors> views = options.Views ? input.Views?.Weak ?? [] : [];
        float scale = Scale(images);
        float[] radii = views.Count > 0 ? [] : context.Timed("neighbours", () => Radii(images, scale, cancellationToken));
        return context.Timed("train", () =>
        {
            using DisposeScope everything = torch.NewDisposeScope();
            torch.manual_seed(Seeds.Derive(context.Seed, 3500));
            using DenseNetwork network = Network(images.Dimension, k);
            EpochLoop loop = new(context, rule.Epochs, cancellationToken);
            SideTargets side = SideTargets.Of(options, input, k, context.Seed, cancellationToken);
            Train(network, side, new RowBatches(images.Count, rule.BatchSize, context.Seed), loop, rule.Epochs, (rows, scores) => views.Count > 0
                ? VirtualAdversary.Divergence(scores.detach(), network.ForwardApart(TensorBridge.Rows(views[Seeds.Derive(context.Seed, rows[0]) % views.Count], rows).mul(scale)))
                : Adversary(network, TensorBridge.Rows(images, rows).mul(scale), scores, [.. rows.Select(row => radii[row])]), rows => TensorBridge.Rows(images, rows).mul(scale));
            network.Train(false);
            float[] soft = BlockEvaluation.Of(images, k, block => torch.softmax(network.Forward(block.mul(scale)), 1), cancellationToken);
            return SoftPartition.Of(soft, k, new DenseAssigner(ScanHeads.WithSoftmax(network.Weights()), scale), loop.History);
        });
    }

    /// <summary>What rows are multiplied by, so that their root mean square distance to their mean is <see cref="AuthorsSpread"/>·√d; 1 where all are equal.</summary>
    internal static float Scale(Vectors rows)
    {
        ColumnMoments moments = ColumnMoments.Of(rows);
        double variance = moments.Variances.Sum(), square = variance + moments.Means.Sum(mean => mean * mean);
        return variance > 1e-9 * square ? (float)(AuthorsSpread * Math.Sqrt(rows.Dimension / variance)) : 1;
    }

    private Tensor Adversary(DenseNetwork network, Tensor rows, Tensor scores, float[] radii) =>
        VirtualAdversary.Of(network.ForwardApart, rows, scores, torch.tensor(radii).unsqueeze(1), torch.randn(rows.shape), options.Probe);

    // Chainer's scaled normals: 0.1·√(2/fan-in), 1e-4·√(2/fan-in) in the last layer, biases 0.
    private DenseNetwork Network(int dimension, int clusters)
    {
        DenseNetwork network = new(
            dimension, new LayerShape(options.Hidden, Activation.Relu, Normalise: true), new LayerShape(options.Hidden, Activation.Relu, Normalise: true), new LayerShape(clusters));
        double[] scales = [0.1, 0.1, 1e-4];
        using IDisposable noGradient = torch.no_grad();
        foreach ((Linear product, double scale) in network.Products.Zip(scales))
        {
            nn.init.normal_(product.weight!, 0, scale * Math.Sqrt(2.0 / product.weight!.shape[1]));
            product.bias!.zero_();
        }

        return network;
    }

    private void Train(DenseNetwork network, SideTargets side, RowBatches batches, EpochLoop loop, int epochs, Func<int[], Tensor, Tensor> smoothness, Func<int[], Tensor> look)
    {
        using torch.optim.Optimizer optimizer = Optimisers.Adam(network.Parameters(), options.LearningRate);
        for (int epoch = 1; epoch <= epochs; epoch++)
        {
            loop.Epoch(batches.Epoch(), LossNames, (rows, losses) =>
            {
                Tensor scores = network.Forward(look(rows));
                MutualInformation information = MutualInformation.Of(scores, side.Prior);
                Tensor smooth = smoothness(rows, scores);
                Tensor total = side.Fair(smooth.add(information.Weighted(options.BalanceWeight).mul(options.InformationWeight)), rows, information.Probabilities);
                losses.Add(total.item<float>(), smooth.item<float>(), information.Conditional.item<float>(), information.Marginal.item<float>());
                EpochLoop.Descend(optimizer, total);
            });
        }
    }

    /// <summary>ε of each scaled row.</summary>
    private float[] Radii(Vectors images, float scale, CancellationToken cancellationToken)
    {
        int place = Math.Min(options.Neighbours, images.Count - 1);
        Neighbours nearest = Neighbours.Find(images, place, cancellationToken, euclidean: true);
        return [.. Enumerable.Range(0, images.Count).Select(row => (float)(options.Radius * scale * System.Numerics.Tensors.TensorPrimitives.Distance(images[row], images[nearest[row][place - 1]])))];
    }
}
