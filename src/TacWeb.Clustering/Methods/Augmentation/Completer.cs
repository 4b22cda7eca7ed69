using TacWeb.Clustering.Centroids;
using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.Augmentation;

/// <summary>Completer: two views of each image, here the image and its text counterpart or another encoder's vector, get codes that agree and predict each other.</summary>
/// <remarks>
/// The loss is <see cref="CompleterLoss"/> on complete pairs; the predictors join after a fifth of the epochs, as in the paper (100 of 500). A second view whose row is all zeros is missing: its code is predicted. k-means on [z1; z2].
/// <para>Differs: narrower networks (256 instead of 1024), a code of 64, 30 epochs of Adam 5e-4 instead of 500 of 1e-4; rows are scaled so that an average number is about 1; the decoders end
/// linear. New images have no second view: it is predicted.</para>
/// <para>Source: Lin et al., "COMPLETER: Incomplete Multi-view Clustering via Contrastive Prediction", CVPR 2021; XLearning-SCU/2021-CVPR-Completer; methods §2.4, §4.7.</para>
/// </remarks>
/// <param name="options">Hyper-parameters.</param>
public sealed class Completer(CompleterOptions options) : IClusterer
{
    private static readonly string[] LossNames = ["total", "contrast", "prediction", "reconstruction"];

    /// <summary>The card.</summary>
    public static ClusteringMethod Method { get; } = ClusteringMethod.Define<CompleterOptions>(
        "completer",
        "Completer",
        MethodFamily.Augmentation,
        MethodNeeds.ClusterCount,
        MethodOutputs.Assigner,
        new("COMPLETER: Incomplete Multi-view Clustering via Contrastive Prediction", "CVPR 2021", new("https://openaccess.thecvf.com/content/CVPR2021/papers/Lin_COMPLETER_Incomplete_Multi-View_Clustering_via_Contrastive_Prediction_CVPR_2021_paper.pdf")),
        "The image and its text counterpart, or another encoder's vector, are two views. Their codes agree and predict each other; k-means clusters them.",
        "Our frozen-feature adaptation: the views are the encoder's vector and the text counterpart or a second encoder's (one of them must be given), narrower networks, 30 epochs instead of 500; the second view of new images is predicted.",
        options => new Completer(options),
        replacement: "spherical-kmeans",
        uses: MethodNeeds.Concepts | MethodNeeds.OtherViews,
        facts: new(MethodPriors.Augmentation | MethodPriors.External, "A−", "O(N·w·(d + w)) an epoch, w the widest layer"));

    /// <inheritdoc/>
    public Partition Fit(ClusterInput input, FitContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        int k = Requirements.Check(input, Method.Needs);
        Vectors second = SecondView(input);
        int[] complete = [.. Enumerable.Range(0, second.Count).Where(row => second[row].ContainsAnyExcept(0f))];
        return SmallSets.CanTrain(complete.Length, k)
            ? context.Timed("train", () => Train(input.Images, second, complete, k, context, cancellationToken))
            : SmallSets.Cluster(input, context, cancellationToken);
    }

    private static Vectors SecondView(ClusterInput input)
    {
        Vectors second = input.OtherViews.Count > 0 ? input.OtherViews[0]
            : input.Concepts?.Counterparts ?? throw new ArgumentException("Completer needs a second view: concepts (text counterparts), or the vectors of another encoder.", nameof(input));
        if (second.Count != input.Images.Count)
        {
            throw new ArgumentException($"{second.Count} rows of the second view do not fit {input.Images.Count} images.", nameof(input));
        }

        Requirements.CheckFinite(second, "second view");
        return second;
    }

    private Partition Train(Vectors images, Vectors second, int[] complete, int k, FitContext context, CancellationToken cancellationToken)
    {
        (float Image, float Second) scales = (Scale(images, images.Count), Scale(second, complete.Length));
        StepRule rule = StepRule.Resolve(options.BatchSize, options.Epochs, options.BatchSize, 30, complete.Length);
        using DisposeScope everything = torch.NewDisposeScope();
        torch.manual_seed(Seeds.Derive(context.Seed, 4100));
        using CompleterNetwork network = new(images.Dimension, second.Dimension, options);
        using torch.optim.Optimizer optimizer = Optimisers.Adam(network.Parameters(), options.LearningRate);
        EpochLoop loop = new(context, rule.Epochs, cancellationToken);
        RowBatches batches = new(complete.Length, rule.BatchSize, context.Seed);
        for (int epoch = 1; epoch <= rule.Epochs; epoch++)
        {
            bool predict = epoch > rule.Epochs / 5;
            loop.Epoch(batches.Epoch(), LossNames, (places, losses) =>
            {
                int[] rows = [.. places.Select(place => complete[place])];
                CompleterLoss loss = network.Loss(TensorBridge.Rows(images, rows).mul(scales.Image), TensorBridge.Rows(second, rows).mul(scales.Second), predict, options);
                losses.Add(loss.Total.item<float>(), loss.Contrast.item<float>(), loss.Prediction.item<float>(), loss.Reconstruction.item<float>());
                EpochLoop.Descend(optimizer, loss.Total);
            });
        }

        network.Train(false);
        return Cluster(network, images, second, scales, complete, k, loop, context.Seed, cancellationToken);
    }

    private static Partition Cluster(
        CompleterNetwork network, Vectors images, Vectors second, (float Image, float Second) scales, int[] complete, int k, EpochLoop loop, int seed, CancellationToken cancellationToken)
    {
        DenseAssigner encoder = new(network.Encoders[0].Weights(), scales.Image), predictor = new(network.Predictors[0].Weights());
        DenseAssigner other = new(network.Encoders[1].Weights(), scales.Second);
        Vectors first = new("code", encoder.Width, unit: false, encoder.Evaluate(images));
        float[] codes = predictor.Evaluate(first);
        Vectors known = new("code", other.Width, unit: false, other.Evaluate(second));
        foreach (int row in complete)
        {
            known[row].CopyTo(codes.AsSpan(row * other.Width));
        }

        Vectors[] pair = [first, new Vectors("code", other.Width, unit: false, codes)];
        CentroidResult best = CentroidSearch.Best(pair, k, new CentroidSettings(Spherical: false, 10, 300, Seeds.Derive(seed, 4101)), cancellationToken);
        CentroidAssigner centres = new(best.Centres, encoder.Width + other.Width, spherical: false);
        return new Partition { Labels = best.Labels, ClusterCount = k, Assigner = new CompleterAssigner(encoder, predictor, centres), History = loop.History };
    }

    /// <summary>What makes an average number of the rows about 1: √d over their mean length.</summary>
    private static float Scale(Vectors rows, int present) => (float)(Math.Sqrt(rows.Dimension) * present / Math.Max(1e-6, UnitRows.MeanNorm(rows) * rows.Count));
}
