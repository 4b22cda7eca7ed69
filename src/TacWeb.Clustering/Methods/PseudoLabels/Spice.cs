using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.PseudoLabels;

/// <summary>SPICE: heads on frozen features label the images around the prototypes of their own sure ones; then a network learns the labels that neighbours agree on.</summary>
/// <remarks>
/// Self: <see cref="SpiceLabels"/> and <see cref="SpiceLoss"/>, the head with the lowest loss. Reliable: at least 0.95 of the 100 nearest images share the label, confidence above 0.99, per cluster at most the median number.
/// Semi: FixMatch on a small network, taken only if it uses no fewer clusters and stays as balanced (entropy of the shares not lower by 0.05).
/// <para>Differs: Self has 5 heads, 4 passes a labelling and 10 epochs instead of 10, 8 and 30 to 100; at most half the expected cluster size as neighbours. Semi trains a head on frozen features for 20 epochs of Adam 1e-3 without
/// EMA, where the authors train a WideResNet on pixels for a million steps. Strong looks are cached views, else near neighbours with features dropped.</para>
/// <para>Source: Niu, Shan and Wang, "SPICE: Semantic Pseudo-Labeling for Image Clustering", TIP 2022; niuchuangnn/SPICE; methods §2.6.</para>
/// </remarks>
/// <param name="options">Hyper-parameters.</param>
public sealed class Spice(SpiceOptions options) : IClusterer
{
    private const int LeastReliable = 3;
    private const int SemiBatch = 512;
    private const int UnlabelledRatio = 7;
    private static readonly string[] SelfNames = ["total"];
    private static readonly string[] SemiNames = ["total", "sure"];

    /// <summary>The card.</summary>
    public static ClusteringMethod Method { get; } = ClusteringMethod.Define<SpiceOptions>(
        "spice",
        "SPICE",
        MethodFamily.PseudoLabels,
        MethodNeeds.ClusterCount,
        MethodOutputs.Probabilities | MethodOutputs.Assigner,
        new("SPICE: Semantic Pseudo-Labeling for Image Clustering", "TIP 2022", new("https://arxiv.org/abs/2103.09382")),
        "The surest images of a cluster make its prototype; what lies nearest learns its label. Labels that neighbours agree on then teach all others.",
        "Self and the reliable labels as published, with fewer heads and passes. Our frozen-feature adaptation of the last part: FixMatch on a head instead of a WideResNet from pixels, kept only if no cluster is lost.",
        options => new Spice(options),
        replacement: "spherical-kmeans",
        uses: MethodNeeds.Views,
        facts: new(MethodPriors.PseudoLabel | MethodPriors.Neighbour, "A, its last part C", "O(N²·d) for neighbours, then O(J·N·d²) a labelling, J heads"));

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
        (Looks looks, Neighbours nearest) = context.Timed("neighbours", () => (
            new Looks(input, StepRule.Neighbours(null, 20, images.Count, k), context.Seed, cancellationToken),
            Neighbours.Find(images, StepRule.Neighbours(null, 100, images.Count, k), cancellationToken)));
        return context.Timed("train", () => Train(images, looks, nearest, k, context, cancellationToken));
    }

    private Partition Train(Vectors images, Looks looks, Neighbours nearest, int k, FitContext context, CancellationToken cancellationToken)
    {
        using DisposeScope everything = torch.NewDisposeScope();
        torch.manual_seed(Seeds.Derive(context.Seed, 4300));
        using SpiceHeads heads = new(images, looks, k, options, context.Seed);
        int big = Math.Min(options.LabellingBatch, images.Count), steps = options.Repeats * Math.Max(1, images.Count / options.BatchSize);
        int epochs = options.Epochs ?? Math.Max(10, (300 + steps - 1) / steps);
        StepRule semi = StepRule.Resolve(null, options.SemiEpochs, SemiBatch, 20, images.Count);
        EpochLoop loop = new(context, epochs + semi.Epochs, cancellationToken);
        RowBatches batches = new(images.Count, big, context.Seed);
        for (int epoch = 1; epoch <= epochs && !loop.OutOfTime; epoch++)
        {
            heads.Forget();
            loop.Epoch(heads.Steps(batches.Epoch()), SelfNames, heads.Step);
        }

        float[] self = ScanHeads.Probabilities(heads.Best, images, cancellationToken);
        Partition first = SoftPartition.Of((float[])self.Clone(), k, ScanHeads.Assigner(heads.Best), loop.History);
        int[] reliable = ReliableRows.Of(nearest, self, k, options.ReliableShare, options.ReliableConfidence);
        return Refine(images, looks, self, reliable, semi, k, loop, first, context, cancellationToken) is { } refined ? refined : first with { History = loop.History };
    }

    private Partition? Refine(
        Vectors images, Looks looks, float[] self, int[] reliable, StepRule rule, int k, EpochLoop loop, Partition first, FitContext context, CancellationToken cancellationToken)
    {
        int[] labels = SoftPartition.Labels(self, k);
        bool enough = reliable.CountBy(row => labels[row]).Count(pair => pair.Value >= LeastReliable) == labels.Distinct().Count();
        if (rule.Epochs > 0 && !enough)
        {
            context.Warn("SPICE's semi-supervised part was left out: a cluster has fewer than 3 reliable images.");
        }

        using DenseNetwork network = DenseNetwork.Head(images.Dimension, options.Hidden, k);
        using torch.optim.Optimizer optimizer = Optimisers.Adam(network.Parameters(), 1e-3);
        RowBatches batches = new(images.Count, rule.BatchSize, Seeds.Derive(context.Seed, 4302));
        Random random = Seeds.Stream(context.Seed, 4303);
        for (int epoch = 1; epoch <= rule.Epochs && !loop.OutOfTime; epoch++)
        {
            if (!enough) // its epochs are told all the same; the loss stays the first part's, by which seeds are compared
            {
                loop.Epoch([loop.History[^1].Losses[0].Value], SemiNames, (last, losses) => losses.Add(last, 0));
                continue;
            }

            loop.Epoch(batches.Epoch(), SemiNames, (rows, losses) =>
            {
                int[] known = [.. Enumerable.Range(0, Math.Max(2, rows.Length / UnlabelledRatio)).Select(_ => reliable[random.Next(reliable.Length)])];
                FixMatch(network, looks, rows, known, [.. known.Select(row => labels[row])], optimizer, losses);
            });
        }

        if (!enough || rule.Epochs == 0 || loop.OutOfTime) // a head that was cut short says less than the first part
        {
            return null;
        }

        Partition refined = SoftPartition.Of(ScanHeads.Probabilities(network, images, cancellationToken), k, ScanHeads.Assigner(network), loop.History);
        if (StageGuard.Holds(first.Labels, refined.Labels, k))
        {
            return refined;
        }

        context.Warn("SPICE's semi-supervised part lost clusters or balance; the result is the first part's.");
        return null;
    }

    private void FixMatch(DenseNetwork network, Looks looks, int[] rows, int[] known, int[] labels, torch.optim.Optimizer optimizer, LossMeter losses)
    {
        network.Train(true);
        (int[] sure, int[] guesses) = Sure(network, looks, rows);
        Tensor? strong = sure.Length < 2 ? null : network.Forward(looks.Strong(sure));
        Tensor loss = SpiceLoss.FixMatch(network.Forward(looks.First(known)), labels, strong, guesses, rows.Length);
        losses.Add(loss.item<float>(), (double)sure.Length / rows.Length);
        EpochLoop.Descend(optimizer, loss);
    }

    private (int[] Rows, int[] Labels) Sure(DenseNetwork network, Looks looks, int[] rows)
    {
        network.Train(false);
        using IDisposable noGradient = torch.no_grad();
        float[] soft = TensorBridge.ToArray(torch.softmax(network.Forward(looks.First(rows)), 1));
        network.Train(true);
        int k = network.Width;
        int[] labels = SoftPartition.Labels(soft, k);
        int[] sure = [.. Enumerable.Range(0, rows.Length).Where(place => soft[(place * k) + labels[place]] > options.Threshold)];
        return ([.. sure.Select(place => rows[place])], [.. sure.Select(place => labels[place])]);
    }
}
