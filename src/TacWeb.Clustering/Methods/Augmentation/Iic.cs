using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.Augmentation;

/// <summary>IIC, invariant information clustering: the cluster of one look tells as much as possible about the cluster of another.</summary>
/// <remarks>
/// <see cref="Losses.PairInformation"/> of several heads for K clusters and of several finer ones; the head with the lowest loss of the last epoch gives the result.
/// <para>On vectors: one trained layer; a look's partner is a near neighbour and, where there are views, every second step a view. On pixels: the paper's network for MNIST
/// (four 5×5 convolutions with normalisation) on looks of 24×24 (<see cref="PictureViews"/>).</para>
/// <para>Differs: both kinds of head learn at each step, their losses added, instead of in alternating passes; one pair an image instead of five; no hue jitter, no Sobel filter on colour pictures; far fewer epochs than the authors' 3200.</para>
/// <para>Source: Ji, Henriques and Vedaldi, "Invariant Information Clustering for Unsupervised Image Classification and Segmentation", ICCV 2019; xu-ji/IIC; methods §2.4.</para>
/// </remarks>
/// <param name="options">Hyper-parameters.</param>
public sealed class Iic(IicOptions options) : IClusterer
{
    private const int PixelBatch = 140;
    private static readonly string[] LossNames = ["total", "main", "finer"];

    /// <summary>The card.</summary>
    public static ClusteringMethod Method { get; } = ClusteringMethod.Define<IicOptions>(
        "iic",
        "IIC",
        MethodFamily.Augmentation,
        MethodNeeds.ClusterCount,
        MethodOutputs.Probabilities | MethodOutputs.Assigner,
        new("Invariant Information Clustering for Unsupervised Image Classification and Segmentation", "ICCV 2019", new("https://arxiv.org/abs/1807.06653")),
        "The cluster of one look at an image tells as much as it can about the cluster of another look.",
        "Our frozen-feature adaptation on vectors: one trained layer, near neighbours (and views) as second looks. On pixels the paper's MNIST network, with fewer epochs, both kinds of head at each step, no hue jitter, no Sobel filter; it then cannot place new images.",
        options => new Iic(options),
        replacement: "spherical-kmeans",
        uses: MethodNeeds.Views | MethodNeeds.Pixels,
        facts: new(MethodPriors.Augmentation, "B, A− on pixels", "O(N·w) an epoch, w the network's weights"));

    /// <inheritdoc/>
    public Partition Fit(ClusterInput input, FitContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        int k = Requirements.Check(input, Method.Needs);
        if (!SmallSets.CanTrain(input.Images.Count, k))
        {
            return SmallSets.Cluster(input, context, cancellationToken);
        }

        return input.LearnsFromPixels(options.Pixels) ? Pixels(new Pictures(input.Pixels!, PictureViews.Original), k, context, cancellationToken) : Vectors(input, k, context, cancellationToken);
    }

    private Partition Vectors(ClusterInput input, int k, FitContext context, CancellationToken cancellationToken)
    {
        Vectors images = input.Images;
        StepRule rule = StepRule.Resolve(options.BatchSize, options.Epochs, Math.Max(700, 10 * k), 50, images.Count);
        int near = StepRule.Neighbours(options.Neighbours, 20, images.Count, k);
        NearestPartners partners = context.Timed("neighbours", () => NearestPartners.Of(images, near, withSelf: false, context.Seed, cancellationToken));
        IReadOnlyList<Vectors> views = input.Views?.Weak ?? [];
        return context.Timed("train", () =>
        {
            using DisposeScope everything = torch.NewDisposeScope();
            torch.manual_seed(Seeds.Derive(context.Seed, 3600));
            using DenseNetwork trunk = new(images.Dimension, new LayerShape(options.Hidden, Activation.Relu, Normalise: true));
            using IicHeads heads = new(options.Hidden, k, options);
            EpochLoop loop = new(context, rule.Epochs, cancellationToken);
            int step = 0;
            Train([.. trunk.Parameters(), .. heads.Parameters()], heads, new RowBatches(images.Count, rule.BatchSize, context.Seed), loop, rule.Epochs, 1e-3, rows =>
            {
                Tensor other = views.Count > 0 && step++ % 2 == 1 ? TensorBridge.Rows(views[step / 2 % views.Count], rows) : TensorBridge.Rows(images, partners.Draw(rows));
                return (trunk.Forward(TensorBridge.Rows(images, rows)), trunk.Forward(other));
            });
            trunk.Train(false);
            DenseNetwork best = heads.Best;
            float[] soft = BlockEvaluation.Of(images, k, block => best.Forward(trunk.Forward(block)), cancellationToken);
            return SoftPartition.Of(soft, k, new DenseAssigner([.. trunk.Weights(), .. best.Weights()]), loop.History);
        });
    }

    private Partition Pixels(Pictures pictures, int k, FitContext context, CancellationToken cancellationToken)
    {
        StepRule rule = StepRule.Resolve(options.BatchSize, options.Epochs, Math.Max(PixelBatch, 10 * k), 50, pictures.Count);
        return context.Timed("train", () =>
        {
            using DisposeScope everything = torch.NewDisposeScope();
            torch.manual_seed(Seeds.Derive(context.Seed, 3601));
            using ImageNetwork trunk = new(pictures.Channels, PictureViews.Size, Layer(1, 2), Layer(2, 2), Layer(4, 2), Layer(8, 0));
            trunk.InitialiseByFanIn();
            using IicHeads heads = new(trunk.Width, k, options);
            heads.Initialise(0.01);
            EpochLoop loop = new(context, rule.Epochs, cancellationToken);
            PictureViews views = new(pictures, context.Seed);
            Train([.. trunk.Parameters(), .. heads.Parameters()], heads, new RowBatches(pictures.Count, rule.BatchSize, context.Seed), loop, rule.Epochs, 1e-4, rows =>
                (trunk.Forward(views.First(rows)), trunk.Forward(views.Second(rows))));
            trunk.Train(false);
            DenseNetwork best = heads.Best;
            float[] soft = pictures.Evaluate(k, rows => best.Forward(trunk.Forward(views.Centre(rows))), cancellationToken);
            return SoftPartition.Of(soft, k, loop.History);
        });
    }

    private ImageLayerShape Layer(int factor, int pool) => new(options.Maps * factor, 5, Padding: 2, Normalise: true, Pool: pool);

    private void Train(IEnumerable<Parameter> parameters, IicHeads heads, RowBatches batches, EpochLoop loop, int epochs, double usualRate, Func<int[], (Tensor First, Tensor Second)> looks)
    {
        using torch.optim.Optimizer optimizer = Optimisers.Adam(parameters, options.LearningRate ?? usualRate);
        for (int epoch = 1; epoch <= epochs && !loop.OutOfTime; epoch++)
        {
            heads.Forget();
            loop.Epoch(batches.Epoch(), LossNames, (rows, losses) =>
            {
                (Tensor first, Tensor second) = looks(rows);
                EpochLoop.Descend(optimizer, heads.Loss(first, second, losses));
            });
        }
    }
}
