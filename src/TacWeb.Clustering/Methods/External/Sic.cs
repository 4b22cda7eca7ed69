using TacWeb.Clustering.Concepts;
using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Methods.Neighbourhood;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.External;

/// <summary>SIC: SCAN whose head is also taught by semantic centres, means of the nouns nearest to each cluster.</summary>
/// <remarks>
/// At each epoch's start, per cluster the ⌊0.9·⌊N/K⌋⌋ images with the largest score over the whole set make its image centre, the ξ_a kept nouns nearest to that its semantic centre h_k, and an
/// image's pseudo-label is argmax_k x·h_k. L = consistency − 5·H + w·CE. A linear head on rows of the encoder's own scale.
/// <para>Differs: the head starts at the k-means centres (W = 2αc, b = −α‖c‖², α 0.05: an option of the authors' code); the last epoch is the result, where the repo stops by test accuracy; no cropping of small sets' neighbours
/// beyond half the expected cluster. Without the whole vocabulary the nouns are those of the concept space.</para>
/// <para>Source: Cai et al., "Semantic-Enhanced Image Clustering", AAAI 2023; methods §2.7.</para>
/// </remarks>
/// <param name="options">Hyper-parameters.</param>
public sealed class Sic(SicOptions options) : IClusterer
{
    private const double Alpha = 0.05;
    private static readonly string[] LossNames = ["total", "consistency", "balance", "pseudoLabel"];

    /// <summary>The card.</summary>
    public static ClusteringMethod Method { get; } = ClusteringMethod.Define<SicOptions>(
        "sic",
        "SIC",
        MethodFamily.External,
        MethodNeeds.ClusterCount | MethodNeeds.Concepts,
        MethodOutputs.Probabilities | MethodOutputs.Assigner,
        new("Semantic-Enhanced Image Clustering", "AAAI 2023", new("https://arxiv.org/abs/2208.09849")),
        "Each cluster gets a centre made of the nouns nearest to it. A head learns the nearest semantic centre and agreement between neighbours.",
        "The last epoch is the result (the authors stop by test accuracy); the head starts at k-means centres; fewer neighbours and more epochs on small sets.",
        options => new Sic(options),
        replacement: "spherical-kmeans",
        facts: new(MethodPriors.External | MethodPriors.Neighbour, "A", "O(N²·d) for neighbours, then O(N·K·d) an epoch"));

    /// <inheritdoc/>
    public Partition Fit(ClusterInput input, FitContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        int k = Requirements.Check(input, Method.Needs);
        if (!SmallSets.CanTrain(input.Images.Count, k))
        {
            return SmallSets.Cluster(input, context, cancellationToken);
        }

        Vectors images = input.Images, vocabulary = input.Vocabulary ?? Words(input);
        StepRule rule = StepRule.Resolve(options.BatchSize, options.Epochs, options.BatchSize, 100, images.Count);
        Vectors nouns = context.Timed("nouns", () => SemanticCentres.Nouns(images, vocabulary, k, options, context.Seed, cancellationToken));
        NearestPartners partners = context.Timed("neighbours", () =>
            Scan.Partners(new ScanOptions { Neighbours = options.Neighbours }, images, k, context.Seed, cancellationToken));
        return context.Timed("train", () =>
        {
            SideTargets side = SideTargets.Of(options, input, k, context.Seed, cancellationToken);
            return Train(images, nouns, k, rule, side, partners, context, cancellationToken);
        });
    }

    // Counterparts that were given ready have no nouns: they stand for themselves.
    private static Vectors Words(ClusterInput input) => input.Concepts!.Text.Count > 0 ? input.Concepts.Text : input.Concepts.Counterparts;

    private Partition Train(Vectors images, Vectors nouns, int k, StepRule rule, SideTargets side, NearestPartners partners, FitContext context, CancellationToken cancellationToken)
    {
        double scale = EncoderScale.Of(images, options.FeatureNorm);
        using DisposeScope everything = torch.NewDisposeScope();
        torch.manual_seed(Seeds.Derive(context.Seed, 3200));
        using DenseNetwork head = new(images.Dimension, new LayerShape(k));
        StartAtCentres(head, images, k, scale, context.Seed, cancellationToken);
        using torch.optim.Optimizer optimizer = Optimisers.Adam(head.Parameters(), options.LearningRate, 1e-4);
        EpochLoop loop = new(context, rule.Epochs, cancellationToken);
        RowBatches batches = new(images.Count, rule.BatchSize, context.Seed);
        for (int epoch = 1; epoch <= rule.Epochs && !loop.OutOfTime; epoch++)
        {
            int[] labels = PseudoLabels(head, images, nouns, scale, cancellationToken);
            loop.Epoch(batches.Epoch(), LossNames, (rows, losses) =>
            {
                Tensor scores = head.Forward(TensorBridge.Rows(images, rows).mul(scale)), near = head.Forward(TensorBridge.Rows(images, partners.Draw(rows)).mul(scale));
                SicLoss loss = SicLoss.Of(scores, near, [.. rows.Select(row => labels[row])], options.BalanceWeight, options.PseudoLabelWeight, side.Prior);
                Tensor total = side.Fair(loss.Total, rows, torch.softmax(scores, 1));
                losses.Add(total.item<float>(), loss.Consistency.item<float>(), loss.Balance.item<float>(), loss.PseudoLabel.item<float>());
                EpochLoop.Descend(optimizer, total);
            });
        }

        float[] soft = BlockEvaluation.Of(images, k, block => torch.softmax(head.Forward(block.mul(scale)), 1), cancellationToken);
        return SoftPartition.Of(soft, k, new DenseAssigner(ScanHeads.WithSoftmax(head.Weights()), (float)scale), loop.History);
    }

    private static void StartAtCentres(DenseNetwork head, Vectors images, int k, double scale, int seed, CancellationToken cancellationToken)
    {
        float[] centres = Centroids.CentroidSearch.Best([images], k, new Centroids.CentroidSettings(Spherical: false, 10, 300, Seeds.Derive(seed, 3202)), cancellationToken).Centres;
        using IDisposable noGradient = torch.no_grad();
        Tensor scaled = TensorBridge.Matrix(centres, k, images.Dimension).mul(scale);
        head.OutputWeight.copy_(scaled.mul(2 * Alpha));
        head.OutputBias.copy_(scaled.square().sum(1L).mul(-Alpha));
    }

    /// <summary>argmax_k x·h_k over the semantic centres of the head's clusters.</summary>
    private int[] PseudoLabels(DenseNetwork head, Vectors images, Vectors nouns, double scale, CancellationToken cancellationToken)
    {
        int k = head.Width, take = Math.Max(1, (int)(0.9 * (images.Count / k)));
        float[] scores = BlockEvaluation.Of(images, k, block => head.Forward(block.mul(scale)), cancellationToken);
        float[] centres = new float[k * images.Dimension];
        for (int cluster = 0; cluster < k; cluster++)
        {
            int[] top = [.. Enumerable.Range(0, images.Count).OrderByDescending(row => scores[(row * k) + cluster]).ThenBy(row => row).Take(take)];
            Vectors mean = NounFilter.MeansOf(images.Take(top), new int[take], 1);
            mean.Values.CopyTo(centres.AsMemory(cluster * images.Dimension));
        }

        Vectors semantic = SemanticCentres.Of(new Vectors(images.Source, images.Dimension, unit: true, centres), nouns, options.SemanticNouns, cancellationToken);
        Tensor columns = TensorBridge.Block(semantic, 0, k).t();
        return SoftPartition.Labels(BlockEvaluation.Of(images, k, block => torch.mm(block, columns), cancellationToken), k);
    }
}
