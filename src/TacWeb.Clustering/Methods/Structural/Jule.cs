using TacWeb.Clustering.Centroids;
using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.Structural;

/// <summary>JULE: clusters that are alike merge, period by period; between periods a representation is trained in which each cluster is tight.</summary>
/// <remarks>
/// Merging by <see cref="DegreeLinkage"/> from <see cref="NearestChains"/>; each period merges min(⌈η·n⌉, n − K) of the n clusters, then the network is trained by <see cref="TripletLoss"/> on the clusters
/// and the graph made anew on its rows. SGD 0.01·(1 + 1e-4·t)^−0.75, momentum 0.9, weight decay 5e-5.
/// <para>Differs: on vectors a linear layer is trained instead of a network from pixels; batches are anchors with a mate each, so that every batch has triplets; no training after the last period; above 20,000 images a sample is merged and the others
/// join the cluster with the nearest mean.</para>
/// <para>Source: Yang, Parikh and Batra, "Joint Unsupervised Learning of Deep Representations and Image Clusters", CVPR 2016; jwyang/JULE.torch; methods §2.2.</para>
/// </remarks>
/// <param name="options">Hyper-parameters.</param>
public sealed class Jule(JuleOptions options) : IClusterer
{
    private const int PictureSize = 28;
    private static readonly string[] LossNames = ["total"];

    /// <summary>The card.</summary>
    public static ClusteringMethod Method { get; } = ClusteringMethod.Define<JuleOptions>(
        "jule",
        "JULE",
        MethodFamily.Structure,
        MethodNeeds.ClusterCount,
        MethodOutputs.Assigner,
        new("Joint Unsupervised Learning of Deep Representations and Image Clusters", "CVPR 2016", new("https://arxiv.org/abs/1604.03628")),
        "The most alike clusters merge, in a few periods; between them a representation is trained that keeps each cluster tight.",
        "Our frozen-feature adaptation on vectors: a linear layer instead of a network from pixels. On pixels the paper's MNIST network; it then cannot place new images. Above 20,000 images a sample is merged.",
        options => new Jule(options),
        replacement: "spherical-kmeans",
        uses: MethodNeeds.Pixels,
        facts: new(MethodPriors.Structure, "C, A− on pixels", "O(N²·d) for the graph of each period, O(N·K_s) a period's merges"));

    /// <inheritdoc/>
    public Partition Fit(ClusterInput input, FitContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        int k = Requirements.Check(input, Method.Needs);
        if (!SmallSets.CanTrain(input.Images.Count, k))
        {
            return SmallSets.Cluster(input, context, cancellationToken);
        }

        bool pixels = input.LearnsFromPixels(options.Pixels);
        int[] sample = Seeds.Sample(input.Images.Count, options.MostImages, Seeds.Stream(context.Seed, 3802));
        using DisposeScope everything = torch.NewDisposeScope();
        torch.manual_seed(Seeds.Derive(context.Seed, 3800));
        using JuleNetwork? network = !options.Adapter ? null : pixels ? new JuleNetwork(new Pictures(input.Pixels!, PictureSize), options.Width) : new JuleNetwork(input.Images, options.Width);
        Vectors space = input.Images; // the first graph is one of what came in, as in the paper
        Vectors rows = space.Take(sample);
        int[] labels = First(rows, k, cancellationToken);
        int[] plan = Periods(labels.Max() + 1, k, options.UnrollingRate);
        EpochLoop loop = new(context, network is null ? 0 : Math.Max(0, plan.Length - 1) * options.Epochs, cancellationToken);
        for (int period = 0; period < plan.Length; period++)
        {
            labels = context.Timed("merge", () => Merge(rows, labels, plan[period], cancellationToken));
            if (network is not null && period < plan.Length - 1 && !loop.OutOfTime)
            {
                int[] clusters = labels;
                space = context.Timed("train", () => Train(network, sample, clusters, loop, context.Seed + period, period, cancellationToken));
                rows = space.Take(sample);
            }
        }

        return Result(space, rows, labels, k, network is null || space == input.Images ? null : network, pixels) with { History = loop.History };
    }

    /// <summary>Clusters left after each period, the last K.</summary>
    internal static int[] Periods(int clusters, int wanted, double rate)
    {
        List<int> left = [];
        while (clusters > wanted)
        {
            clusters -= Math.Min((int)Math.Ceiling(rate * clusters), clusters - wanted);
            left.Add(clusters);
        }

        return [.. left];
    }

    // Chains, or the rows themselves where the chains are fewer than K.
    private static int[] First(Vectors rows, int k, CancellationToken cancellationToken)
    {
        int[] chains = NearestChains.Of(Neighbours.Find(rows, 1, cancellationToken, euclidean: true));
        return chains.Max() + 1 >= k ? chains : [.. Enumerable.Range(0, rows.Count)];
    }

    private int[] Merge(Vectors rows, int[] labels, int clusters, CancellationToken cancellationToken)
    {
        Neighbours nearest = Neighbours.Find(rows, Math.Min(options.Neighbours, rows.Count - 1), cancellationToken, euclidean: true);
        DegreeLinkage linkage = new(rows, nearest, options.Spread, options.NearClusters, options.GapWeight, labels);
        linkage.MergeTo(clusters, cancellationToken);
        return linkage.Labels();
    }

    private Vectors Train(JuleNetwork network, int[] sample, int[] labels, EpochLoop loop, int seed, int period, CancellationToken cancellationToken)
    {
        using torch.optim.Optimizer optimizer = torch.optim.SGD(network.Parameters(), options.LearningRate, momentum: 0.9, weight_decay: 5e-5);
        JuleTriplets triplets = new(labels, seed);
        int step = 0;
        for (int epoch = 0; epoch < options.Epochs && !loop.OutOfTime; epoch++)
        {
            loop.Epoch(triplets.Epoch(options.BatchSize), LossNames, (batch, losses) =>
            {
                Optimisers.Rate(optimizer, options.LearningRate * Math.Pow(1 + (1e-4 * step++), -0.75));
                Tensor loss = TripletLoss.Of(network.Forward([.. batch.Rows.Select(row => sample[row])]), batch.Triplets.Span);
                losses.Add(loss.item<float>());
                EpochLoop.Descend(optimizer, loss);
            });
        }

        return network.All(cancellationToken);
    }

    private static Partition Result(Vectors space, Vectors rows, int[] labels, int k, JuleNetwork? network, bool pixels)
    {
        double[] sums = ClusterSums.Of(rows, labels, k);
        int[] sizes = [.. Enumerable.Range(0, k).Select(cluster => Math.Max(1, labels.Count(label => label == cluster)))];
        float[] means = [.. sums.Select((sum, i) => (float)(sum / sizes[i / rows.Dimension]))];
        float[] halves = [.. Enumerable.Range(0, k).Select(cluster => -System.Numerics.Tensors.TensorPrimitives.SumOfSquares<float>(means.AsSpan(cluster * rows.Dimension, rows.Dimension)) / 2)];
        DenseLayer nearest = new(means, halves, Activation.None);
        return new Partition
        {
            Labels = rows.Count == space.Count ? labels : new CentroidAssigner(means, rows.Dimension, spherical: false).Assign(space),
            ClusterCount = k,
            Assigner = pixels && network is not null ? null : new DenseAssigner(network is null ? [nearest] : [network.Layer, nearest]),
        };
    }
}
