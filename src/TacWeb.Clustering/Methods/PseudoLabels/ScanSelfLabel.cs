using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Methods.Neighbourhood;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.PseudoLabels;

/// <summary>SCAN's third step: the head's confident answers become labels for stronger looks at the same images.</summary>
/// <remarks>
/// After SCAN (the lowest-loss head), at each step: images with max p(x) &gt; 0.99 under the head in evaluation mode get their arg-max as label, and the head learns it on a strong look by
/// cross entropy with class weights 1/frequency. A batch without a confident image changes nothing.
/// <para>Differs: only the head is trained; the strong look is a cached strong view, else a near neighbour with a fifth of its features dropped; weight decay 1e-4 and
/// batch 1000 as in the authors' code, 50 epochs instead of 200. Should the second part leave a cluster empty that the first one used, or the clusters much more uneven, the first one's head is the result, with a warning.</para>
/// <para>Source: Van Gansbeke et al., ECCV 2020, §2.3; methods §2.6.</para>
/// </remarks>
/// <param name="options">Hyper-parameters.</param>
public sealed class ScanSelfLabel(ScanSelfLabelOptions options) : IClusterer
{
    private static readonly string[] LossNames = ["total", "confident"];

    /// <summary>The card.</summary>
    public static ClusteringMethod Method { get; } = ClusteringMethod.Define<ScanSelfLabelOptions>(
        "scan-selflabel",
        "SCAN, self-labelled",
        MethodFamily.PseudoLabels,
        MethodNeeds.ClusterCount,
        MethodOutputs.Probabilities | MethodOutputs.Assigner,
        new("SCAN: Learning to Classify Images without Labels", "ECCV 2020", new("https://arxiv.org/abs/2005.12320")),
        "After SCAN, images that the head is sure of become its teachers. It learns their labels on stronger looks at the same images.",
        "Our frozen-feature adaptation: only the head is trained, and the strong look is a cached view or a near neighbour with features dropped.",
        options => new ScanSelfLabel(options),
        replacement: "spherical-kmeans",
        uses: MethodNeeds.Views,
        facts: new(MethodPriors.Neighbour | MethodPriors.PseudoLabel, "B+", "that of SCAN, then O(N·K·d) an epoch"));

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
        ScanOptions scan = new() { Heads = options.Heads, Hidden = options.Hidden, Epochs = options.ScanEpochs, BalanceWeight = options.BalanceWeight };
        StepRule rule = Scan.Rule(scan, images.Count, k);
        (NearestPartners partners, Looks looks) = context.Timed("neighbours", () =>
            (Scan.Partners(scan, images, k, context.Seed, cancellationToken), new Looks(input, StepRule.Neighbours(null, 20, images.Count, k), context.Seed, cancellationToken)));
        return context.Timed("train", () =>
        {
            using DisposeScope everything = torch.NewDisposeScope();
            torch.manual_seed(Seeds.Derive(context.Seed, 3100));
            using ScanHeads heads = new(options.Heads, images.Dimension, options.Hidden, k, options.BalanceWeight, scan.LearningRate, SideTargets.Of(options, input, k, context.Seed, cancellationToken));
            EpochLoop loop = new(context, rule.Epochs + options.Epochs, cancellationToken);
            Scan.Train(heads, images, partners, new RowBatches(images.Count, rule.BatchSize, context.Seed), loop, rule.Epochs);
            DenseNetwork head = heads.Best;
            float[] before = ScanHeads.Probabilities(head, images, cancellationToken);
            DenseAssigner start = ScanHeads.Assigner(head);
            Refine(head, looks, images.Count, context.Seed, loop);
            float[] after = ScanHeads.Probabilities(head, images, cancellationToken);
            return StageGuard.Holds(context, "self-labelling", SoftPartition.Labels(before, k), SoftPartition.Labels(after, k), k)
                ? SoftPartition.Of(after, k, ScanHeads.Assigner(head), loop.History)
                : SoftPartition.Of(before, k, start, loop.History);
        });
    }

    private void Refine(DenseNetwork head, Looks looks, int count, int seed, EpochLoop loop)
    {
        using torch.optim.Optimizer optimizer = Optimisers.Adam(head.Parameters(), options.LearningRate, 1e-4);
        RowBatches batches = new(count, Math.Min(options.BatchSize, count), Seeds.Derive(seed, 3101));
        for (int epoch = 1; epoch <= options.Epochs && !loop.OutOfTime; epoch++)
        {
            loop.Epoch(batches.Epoch(), LossNames, (rows, losses) => Step(head, looks, rows, optimizer, losses));
        }
    }

    private void Step(DenseNetwork head, Looks looks, int[] rows, torch.optim.Optimizer optimizer, LossMeter losses)
    {
        (int[] sure, int[] labels) = Confident(head, looks.Plain(rows), rows);
        if (sure.Length < 2) // batch normalisation needs two rows
        {
            losses.Add(0, (double)sure.Length / rows.Length);
            return;
        }

        head.Train(true);
        Tensor loss = SelfLabelLoss.Of(head.Forward(looks.Strong(sure)), labels);
        losses.Add(loss.item<float>(), (double)sure.Length / rows.Length);
        EpochLoop.Descend(optimizer, loss);
    }

    private (int[] Rows, int[] Labels) Confident(DenseNetwork head, Tensor plain, int[] rows)
    {
        head.Train(false);
        using IDisposable noGradient = torch.no_grad();
        float[] soft = TensorBridge.ToArray(torch.softmax(head.Forward(plain), 1));
        int k = head.Width;
        int[] labels = SoftPartition.Labels(soft, k);
        int[] sure = [.. Enumerable.Range(0, rows.Length).Where(row => soft[(row * k) + labels[row]] > options.Threshold)];
        return ([.. sure.Select(row => rows[row])], [.. sure.Select(row => labels[row])]);
    }
}
