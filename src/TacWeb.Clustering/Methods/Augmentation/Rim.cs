using TacWeb.Clustering.Centroids;
using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.Augmentation;

/// <summary>RIM, regularised information maximisation: the linear classifier whose clusters are even, its images decided, and its weights small.</summary>
/// <remarks>
/// −I + λ Σ_k ‖w_k‖² (<see cref="MutualInformation"/>) of a multinomial logistic regression on standardised rows, over all rows at each step. First weights: W_k = s·μ_k,
/// b_k = −s‖μ_k‖²/2 from the centres of k-means, s by bisection so that the mean largest probability is 0.9 (a tempered nearest-centre rule).
/// <para>Differs: Adam 0.01 over all rows, at most 500 steps, instead of L-BFGS; λ = 1e-3/d. The kernel version is left out.</para>
/// <para>Source: Krause, Perona and Gomes, "Discriminative Clustering by Regularized Information Maximization", NIPS 2010; methods §2.4.</para>
/// </remarks>
/// <param name="options">Hyper-parameters.</param>
public sealed class Rim(RimOptions options) : IClusterer
{
    private const int Reports = 20;
    private const int MostSampled = 10000;
    private static readonly string[] LossNames = ["total", "conditional", "marginal"];

    /// <summary>The card.</summary>
    public static ClusteringMethod Method { get; } = ClusteringMethod.Define<RimOptions>(
        "rim",
        "RIM",
        MethodFamily.Augmentation,
        MethodNeeds.ClusterCount,
        MethodOutputs.Probabilities | MethodOutputs.Assigner,
        new("Discriminative Clustering by Regularized Information Maximization", "NIPS 2010", new("https://papers.nips.cc/paper/4154-discriminative-clustering-by-regularized-information-maximization")),
        "A linear classifier without labels: clusters of even size, every image decided, small weights. Clusters may die out.",
        "Steps of Adam over all images instead of L-BFGS, from the centres of k-means on standardised rows; λ is 0.001/d. The kernel version is left out.",
        options => new Rim(options),
        replacement: "spherical-kmeans",
        facts: new(MethodPriors.Augmentation, "A", "O(N·K·d) a step"));

    /// <inheritdoc/>
    public Partition Fit(ClusterInput input, FitContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        int k = Requirements.Check(input, Method.Needs);
        if (!SmallSets.CanTrain(input.Images.Count, k))
        {
            return SmallSets.Cluster(input, context, cancellationToken);
        }

        Standardisation standard = Standardisation.Of(input.Images);
        Vectors rows = standard.Apply(input.Images);
        CentroidResult start = context.Timed("start", () => CentroidSearch.Best([rows], k, new CentroidSettings(Spherical: false, options.Restarts, 300, context.Seed), cancellationToken));
        return context.Timed("train", () =>
        {
            using DisposeScope everything = torch.NewDisposeScope();
            using DenseNetwork classifier = new(rows.Dimension, new LayerShape(k));
            Set(classifier, Scaled(rows, start.Centres, k, options.Confidence, context.Seed), k);
            EpochLoop loop = new(context, Math.Min(Reports, options.Steps), cancellationToken);
            Train(classifier, TensorBridge.Block(rows, 0, rows.Count), loop);
            float[] soft = ScanHeads.Probabilities(classifier, rows, cancellationToken);
            DenseLayer layer = standard.Fold(classifier.Weights()[0]);
            return SoftPartition.Of(soft, k, new DenseAssigner([layer with { Activation = Activation.Softmax }]), loop.History);
        });
    }

    /// <summary>W = s·μ and b = −s‖μ‖²/2, s so that the mean largest probability is <paramref name="confidence"/>, or as near as it gets.</summary>
    internal static DenseLayer Scaled(Vectors rows, float[] centres, int clusters, double confidence, int seed)
    {
        int d = rows.Dimension;
        float[] halves = [.. Enumerable.Range(0, clusters).Select(k => System.Numerics.Tensors.TensorPrimitives.SumOfSquares<float>(centres.AsSpan(k * d, d)) / 2)];
        int[] sample = Seeds.Sample(rows.Count, MostSampled, Seeds.Stream(seed, 3401));
        float[][] margins = [.. sample.AsParallel().AsOrdered().Select(row => Enumerable.Range(0, clusters)
            .Select(k => System.Numerics.Tensors.TensorPrimitives.Dot(rows[row], centres.AsSpan(k * d, d)) - halves[k]).ToArray())];
        double low = 1e-6, high = 1e6;
        for (int i = 0; i < 60; i++)
        {
            double middle = Math.Sqrt(low * high);
            (low, high) = Confidence(margins, middle) < confidence ? (middle, high) : (low, middle);
        }

        float scale = (float)Math.Sqrt(low * high);
        return new DenseLayer([.. centres.Select(value => value * scale)], [.. halves.Select(half => -half * scale)], Activation.None);
    }

    private static double Confidence(float[][] margins, double scale) =>
        margins.Average(row => 1 / row.Sum(value => Math.Exp(scale * ((double)value - row.Max()))));

    private static void Set(DenseNetwork classifier, DenseLayer layer, int clusters)
    {
        using IDisposable noGradient = torch.no_grad();
        classifier.OutputWeight.copy_(TensorBridge.Matrix(layer.Weights, clusters, layer.Dimension));
        classifier.OutputBias.copy_(torch.tensor(layer.Biases));
    }

    // The curve has at most 20 points of equally many steps; once the objective stands still, each further point is one step.
    private void Train(DenseNetwork classifier, Tensor rows, EpochLoop loop)
    {
        using torch.optim.Optimizer optimizer = Optimisers.Adam(classifier.Parameters(), options.LearningRate);
        double decay = options.Decay ?? 1e-3 / rows.shape[1], last = double.MaxValue;
        bool still = false;
        int points = Math.Min(Reports, options.Steps);
        for (int point = 0; point < points; point++)
        {
            int steps = (options.Steps * (point + 1) / points) - (options.Steps * point / points);
            loop.Epoch(Enumerable.Range(0, steps).TakeWhile(step => step == 0 || !still), LossNames, (_, losses) =>
            {
                MutualInformation information = MutualInformation.Of(classifier.Forward(rows));
                Tensor total = information.Regularised(classifier.OutputWeight, decay);
                double value = total.item<float>();
                losses.Add(value, information.Conditional.item<float>(), information.Marginal.item<float>());
                EpochLoop.Descend(optimizer, total);
                still |= Math.Abs(last - value) <= options.Tolerance * Math.Abs(value);
                last = value;
            });
        }
    }
}
