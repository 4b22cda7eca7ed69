using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.PseudoLabels;

/// <summary>TCL, Twin Contrastive Learning: CC on a weak and a strong look, then boosting with sure pseudo-labels.</summary>
/// <remarks>
/// First <see cref="ContrastLoss"/> (τ_I 0.5, τ_C 1). Boosting: sure images get global pseudo-labels (<see cref="GlobalLabels"/>; its first epoch only fills them); then L = CE of the strong look with class weights n/count, plus the instance
/// loss without the pairs of one label.
/// <para>Differs: frozen encoder with a trained adapter; 30 and 15 epochs instead of 1000 and 200, learning rate 3e-4 instead of 1e-4. Looks are cached views, else near neighbours, the strong ones with features dropped. Should boosting
/// leave a cluster empty that the first part used, or the clusters much more uneven, the first part's result stands, with a warning.</para>
/// <para>Source: Li et al., "Twin Contrastive Learning for Online Clustering", IJCV 2022; Yunfan-Li/Twin-Contrastive-Learning; methods §2.6.</para>
/// </remarks>
/// <param name="options">Hyper-parameters.</param>
public sealed class Tcl(TclOptions options) : IClusterer
{
    private static readonly string[] TwinNames = ["total", "instance", "cluster", "balance"];
    private static readonly string[] BoostNames = ["total", "instance", "pseudoLabel", "labelled"];

    /// <summary>The card.</summary>
    public static ClusteringMethod Method { get; } = ClusteringMethod.Define<TclOptions>(
        "tcl",
        "TCL",
        MethodFamily.PseudoLabels,
        MethodNeeds.ClusterCount,
        MethodOutputs.Probabilities | MethodOutputs.Assigner,
        new("Twin Contrastive Learning for Online Clustering", "IJCV 2022", new("https://arxiv.org/abs/2210.11680")),
        "Contrast between images and between clusters on a weak and a strong look. Then sure images label themselves and correct their neighbours.",
        "Our frozen-feature adaptation: an adapter instead of ResNet-34, 30 and 15 epochs; without cached views near neighbours are the looks.",
        options => new Tcl(options),
        replacement: "spherical-kmeans",
        uses: MethodNeeds.Views,
        facts: new(MethodPriors.Augmentation | MethodPriors.PseudoLabel, "B", "O(N·(d² + B·d)) an epoch, B the batch"));

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
        StepRule rule = StepRule.Resolve(options.BatchSize, options.Epochs, options.BatchSize, 30, images.Count);
        Looks looks = context.Timed("neighbours", () => new Looks(input, StepRule.Neighbours(null, 20, images.Count, k), context.Seed, cancellationToken));
        return context.Timed("train", () =>
        {
            using DisposeScope everything = torch.NewDisposeScope();
            torch.manual_seed(Seeds.Derive(context.Seed, 4000));
            using ContrastNetwork network = new(images.Dimension, options.Hidden, k);
            using torch.optim.Optimizer optimizer = Optimisers.Adam(network.Parameters(), options.LearningRate, 1e-4);
            EpochLoop loop = new(context, rule.Epochs + options.BoostEpochs, cancellationToken);
            RowBatches batches = new(images.Count, rule.BatchSize, context.Seed);
            SideTargets side = SideTargets.Of(options, input, k, context.Seed, cancellationToken);
            for (int epoch = 1; epoch <= rule.Epochs && !loop.OutOfTime; epoch++)
            {
                loop.Epoch(batches.Epoch(), TwinNames, (rows, losses) => Contrast(network, looks, side, rows, optimizer, losses));
            }

            float[] before = network.Probabilities(images, cancellationToken);
            DenseAssigner start = network.Assigner();
            GlobalLabels labels = new(images.Count, k, options.Threshold);
            for (int epoch = 1; epoch <= options.BoostEpochs && !loop.OutOfTime; epoch++)
            {
                loop.Epoch(batches.Epoch(), BoostNames, (rows, losses) => Boost(network, looks, labels, rows, fill: epoch == 1, optimizer, losses));
            }

            float[] after = network.Probabilities(images, cancellationToken);
            return StageGuard.Holds(context, "boosting", SoftPartition.Labels(before, k), SoftPartition.Labels(after, k), k)
                ? SoftPartition.Of(after, k, network.Assigner(), loop.History)
                : SoftPartition.Of(before, k, start, loop.History);
        });
    }

    private static void Contrast(ContrastNetwork network, Looks looks, SideTargets side, int[] rows, torch.optim.Optimizer optimizer, LossMeter losses)
    {
        (Tensor z, Tensor weak) = network.Forward(looks.First(rows));
        (Tensor w, Tensor strong) = network.Forward(looks.Strong(rows));
        (Tensor p, Tensor q) = (torch.softmax(weak, 1), torch.softmax(strong, 1));
        ContrastLoss loss = ContrastLoss.Of(z, w, p, q, prior: side.Prior);
        Tensor total = side.Fair(loss.Total, rows, p, q);
        losses.Add(total.item<float>(), loss.Instance.item<float>(), loss.Cluster.item<float>(), loss.Balance.item<float>());
        EpochLoop.Descend(optimizer, total);
    }

    private static void Boost(ContrastNetwork network, Looks looks, GlobalLabels labels, int[] rows, bool fill, torch.optim.Optimizer optimizer, LossMeter losses)
    {
        network.Train(false);
        using (torch.no_grad())
        {
            labels.Update(rows, TensorBridge.ToArray(torch.softmax(network.Cluster.Forward(network.Adapter.Forward(looks.Plain(rows))), 1)));
        }

        network.Train(true);
        int[] own = labels.Of(rows);
        double labelled = own.Count(label => label >= 0) / (double)rows.Length;
        if (fill)
        {
            losses.Add(0, 0, 0, labelled);
            return;
        }

        (Tensor z, _) = network.Forward(looks.First(rows));
        (Tensor w, Tensor scores) = network.Forward(looks.Strong(rows));
        Tensor instance = InstanceContrast.Of(z, w, ContrastLoss.InstanceTemperature, InstanceContrast.SameLabel(own));
        long[] places = [.. Enumerable.Range(0, rows.Length).Where(place => own[place] >= 0).Select(place => (long)place)];
        Tensor pseudo = places.Length == 0
            ? torch.zeros([])
            : SelfLabelLoss.Of(scores.index_select(0, torch.tensor(places)), [.. places.Select(place => own[place])]);
        Tensor total = instance.add(pseudo);
        losses.Add(total.item<float>(), instance.item<float>(), pseudo.item<float>(), labelled);
        EpochLoop.Descend(optimizer, total);
    }
}
