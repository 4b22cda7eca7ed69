using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.Neighbourhood;

/// <summary>GCC, Graph Contrastive Clustering: graph neighbours are positives both of the representation and of the assignment.</summary>
/// <remarks>
/// L = 2·<see cref="GraphContrast"/> + CE over the column cosines of P(x) and P(neighbour's look) + 2·(log K − H(mean P)). First epochs: NT-Xent alone, τ 0.1; then a 5-nearest graph of the projected rows, renewed every 5 epochs.
/// <para>Differs: frozen encoder with a trained adapter; 40 epochs of Adam 5e-4 instead of 1000 of SGD 0.4, the first twentieth for instances alone as there; the graph comes from the present projection, not the mean of four epochs.</para>
/// <para>Source: Zhong et al., "Graph Contrastive Clustering", ICCV 2021; mynameischaos/GCC; methods §2.5.</para>
/// </remarks>
/// <param name="options">Hyper-parameters.</param>
public sealed class Gcc(GccOptions options) : IClusterer
{
    private const double WarmTemperature = 0.1;
    private static readonly string[] LossNames = ["total", "graph", "assignment", "balance"];

    /// <summary>The card.</summary>
    public static ClusteringMethod Method { get; } = ClusteringMethod.Define<GccOptions>(
        "gcc",
        "GCC",
        MethodFamily.Neighbours,
        MethodNeeds.ClusterCount,
        MethodOutputs.Probabilities | MethodOutputs.Assigner,
        new("Graph Contrastive Clustering", "ICCV 2021", new("https://arxiv.org/abs/2104.01429")),
        "Neighbours in a graph that is built while learning attract each other. They do so as images and as members of a cluster.",
        "Our frozen-feature adaptation: an adapter instead of the backbone, 40 epochs of Adam instead of 1000 of SGD; the graph comes from the present projection.",
        options => new Gcc(options),
        replacement: "spherical-kmeans",
        uses: MethodNeeds.Views,
        facts: new(MethodPriors.Neighbour | MethodPriors.Augmentation, "B", "O(N²·d) for each graph, O(N·(d² + B·d)) an epoch, B the batch"));

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
        int size = StepRule.Neighbours(null, options.Neighbours, images.Count, k);
        Looks looks = context.Timed("neighbours", () => new Looks(input, size, context.Seed, cancellationToken));
        return context.Timed("train", () =>
        {
            using DisposeScope everything = torch.NewDisposeScope();
            torch.manual_seed(Seeds.Derive(context.Seed, 3900));
            using ContrastNetwork network = new(images.Dimension, options.Hidden, k);
            EpochLoop loop = new(context, rule.Epochs, cancellationToken);
            SideTargets side = SideTargets.Of(options, input, k, context.Seed, cancellationToken);
            Train(network, images, looks, side, size, rule, context.Seed, loop, cancellationToken);
            float[] soft = network.Probabilities(images, cancellationToken);
            return SoftPartition.Of(soft, k, network.Assigner(), loop.History);
        });
    }

    private void Train(ContrastNetwork network, Vectors images, Looks looks, SideTargets side, int size, StepRule rule, int seed, EpochLoop loop, CancellationToken cancellationToken)
    {
        using torch.optim.Optimizer optimizer = Optimisers.Adam(network.Parameters(), options.LearningRate, 1e-4);
        RowBatches batches = new(images.Count, rule.BatchSize, seed);
        int warm = Math.Max(1, rule.Epochs / 20);
        GccGraph? graph = null;
        for (int epoch = 1; epoch <= rule.Epochs && !loop.OutOfTime; epoch++)
        {
            loop.Epoch(batches.Epoch(), LossNames, (rows, losses) => Step(network, images, looks, side, graph, rows, optimizer, losses));
            if (epoch >= warm && epoch < rule.Epochs && !loop.OutOfTime && (epoch - warm) % options.Refresh == 0)
            {
                graph = new GccGraph(Projected(network, images, cancellationToken), size, Seeds.Derive(seed, epoch), cancellationToken);
            }
        }
    }

    private static void Step(ContrastNetwork network, Vectors images, Looks looks, SideTargets side, GccGraph? graph, int[] rows, torch.optim.Optimizer optimizer, LossMeter losses)
    {
        (Tensor z, Tensor scores) = network.Forward(looks.First(rows));
        Tensor look = network.Instance.Forward(network.Adapter.Forward(looks.Weak(rows)));
        if (graph is null)
        {
            Tensor contrast = InstanceContrast.Of(z, look, WarmTemperature);
            losses.Add(contrast.item<float>(), contrast.item<float>(), 0, 0);
            EpochLoop.Descend(optimizer, contrast);
            return;
        }

        Tensor[] near = [.. Enumerable.Range(0, graph.Count).Select(m =>
            m == 0 ? z : network.Instance.Forward(network.Adapter.Forward(TensorBridge.Rows(images, [.. rows.Select(row => graph.Lists[row][m])]))))];
        Tensor represent = GraphContrast.Of(z, look, near, graph.Weights(rows), graph.Mask(rows));
        Tensor p = torch.softmax(scores, 1), q = torch.softmax(network.Cluster.Forward(network.Adapter.Forward(looks.Weak(graph.Draw(rows)))), 1);
        PicaLoss assign = PicaLoss.Of(p, q, 2, side.Prior);
        Tensor total = side.Fair(represent.mul(2).add(assign.Total), rows, p);
        losses.Add(total.item<float>(), represent.item<float>(), assign.Agreement.item<float>(), assign.Balance.item<float>());
        EpochLoop.Descend(optimizer, total);
    }

    private static Vectors Projected(ContrastNetwork network, Vectors images, CancellationToken cancellationToken)
    {
        network.Train(false);
        float[] values = BlockEvaluation.Of(images, ContrastNetwork.Projection, block => network.Instance.Forward(network.Adapter.Forward(block)), cancellationToken);
        network.Train(true);
        return new Vectors(images.Source, ContrastNetwork.Projection, unit: true, values);
    }
}
