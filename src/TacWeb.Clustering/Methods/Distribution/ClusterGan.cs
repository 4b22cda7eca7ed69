using TacWeb.Clustering.Centroids;
using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.Distribution;

/// <summary>ClusterGAN: a generator draws from a class and a little noise, an encoder finds both again, and tells them of the images as well.</summary>
/// <remarks>
/// min_{G,E} max_D of WGAN-GP plus <see cref="LatentRecovery"/>; z = (0.1·N(0, I), one-hot); the encoder learns on generated rows only. <see cref="GradientPenalty"/> goes through the critic's second derivatives.
/// Adam 1e-4 (0.5, 0.9), five critic steps for each other step. The clusters are those of k-means on [ẑ_n; softmax ẑ_c], as in the authors' code, or the most probable classes.
/// <para>Differs: on vectors the networks are dense and generate vectors; 2,000 iterations instead of 500,000, fewer once 99.5 % of the most probable classes stand still three times in a row. On pixels the paper's MNIST networks, colour allowed.</para>
/// <para>Source: Mukherjee et al., "ClusterGAN: Latent Space Clustering in Generative Adversarial Networks", AAAI 2019; sudiptodip15/ClusterGAN; methods §2.3.</para>
/// </remarks>
/// <param name="options">Hyper-parameters.</param>
public sealed class ClusterGan(ClusterGanOptions options) : IClusterer
{
    private const int Reports = 20;
    private const int FewestIterations = 500;
    private static readonly string[] LossNames = ["total", "critic", "penalty", "recovery"];

    /// <summary>The card.</summary>
    public static ClusteringMethod Method { get; } = ClusteringMethod.Define<ClusterGanOptions>(
        "clustergan",
        "ClusterGAN",
        MethodFamily.Distribution,
        MethodNeeds.ClusterCount,
        MethodOutputs.None,
        new("ClusterGAN: Latent Space Clustering in Generative Adversarial Networks", "AAAI 2019", new("https://arxiv.org/abs/1809.03627")),
        "A generator draws from a class and a little noise; an encoder that finds both again tells the class of every image.",
        "Experimental. Our frozen-feature adaptation on vectors: dense networks that generate vectors. On pixels the paper's MNIST networks. 2,000 iterations instead of 500,000.",
        options => new ClusterGan(options),
        replacement: "spherical-kmeans",
        uses: MethodNeeds.Pixels,
        facts: new(MethodPriors.Distribution, "C, A− on pixels", "O(B·w) an iteration, w the networks' weights", CannotAssign: "its encoder is not kept with the run"));

    /// <inheritdoc/>
    public Partition Fit(ClusterInput input, FitContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        int k = Requirements.Check(input, Method.Needs), n = input.Images.Count;
        if (!SmallSets.CanTrain(n, k))
        {
            return SmallSets.Cluster(input, context, cancellationToken) with { Assigner = null };
        }

        int batch = Math.Min(options.BatchSize, n), code = options.Latent + k;
        using DisposeScope everything = torch.NewDisposeScope();
        torch.manual_seed(Seeds.Derive(context.Seed, 3900));
        Pictures? pictures = input.LearnsFromPixels(options.Pixels) ? new Pictures(input.Pixels!, ClusterGanNetworks.Size) : null;
        using ClusterGanNetworks networks = pictures is null ? new(input.Images.Dimension, input.Images.IsUnit, code, options.Hidden) : new(pictures.Channels, code);
        Tensor Rows(int[] rows) => pictures is null ? TensorBridge.Rows(input.Images, rows) : pictures.Rows(rows);
        EpochLoop loop = new(context, Math.Min(Reports, options.Iterations), cancellationToken);
        context.Timed("train", () => Train(networks, Rows, n, k, batch, loop, context.Seed));
        Vectors codes = Codes(networks, Rows, n, code, cancellationToken);
        int[] labels = Labels(codes, k, context.Seed, cancellationToken, out float[] centres);
        return new Partition
        {
            Labels = labels,
            ClusterCount = k,
            History = loop.History,
            Samples = pictures is null ? null : Samples(networks, k, centres, cancellationToken),
        };
    }

    private int Train(ClusterGanNetworks networks, Func<int[], Tensor> rows, int count, int k, int batch, EpochLoop loop, int seed)
    {
        using torch.optim.Optimizer critic = Optimiser(networks.CriticParameters()), others = Optimiser(networks.GeneratorParameters());
        Random random = Seeds.Stream(seed, 3901);
        int points = Math.Min(Reports, options.Iterations), still = 0, done = 0;
        int[] watched = Seeds.Sample(count, 2000, Seeds.Stream(seed, 3902)), before = [];
        for (int point = 0; point < points && !loop.OutOfTime && still < 3; point++)
        {
            int steps = (options.Iterations * (point + 1) / points) - done;
            done += steps;
            loop.Epoch(Enumerable.Range(0, steps), LossNames, (_, losses) =>
            {
                (double judged, double penalty) = (0, 0);
                for (int step = 0; step < options.CriticSteps; step++)
                {
                    (judged, penalty) = CriticStep(networks, rows([.. Enumerable.Range(0, batch).Select(_ => random.Next(count))]), k, critic, random);
                }

                GeneratorStep(networks, batch, k, others, random, losses, judged, penalty);
            });
            int[] now = Classes(networks, rows, watched, k);
            still = done >= FewestIterations && before.Length > 0 && now.Zip(before).Count(pair => pair.First == pair.Second) >= 0.995 * now.Length ? still + 1 : 0;
            before = now;
        }

        return done;
    }

    private (double Judged, double Penalty) CriticStep(ClusterGanNetworks networks, Tensor real, int k, torch.optim.Optimizer optimizer, Random random)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        Tensor drawn = networks.Generate(Code((int)real.shape[0], k, random).Codes).detach();
        Tensor judged = networks.Judge(drawn).mean().sub(networks.Judge(real).mean());
        Tensor penalty = GradientPenalty.Of(networks.Judge, GradientPenalty.Between(real, drawn));
        (double, double) values = (judged.item<float>(), penalty.item<float>());
        EpochLoop.Descend(optimizer, judged.add(penalty));
        return values;
    }

    private void GeneratorStep(ClusterGanNetworks networks, int batch, int k, torch.optim.Optimizer optimizer, Random random, LossMeter losses, double judged, double penalty)
    {
        (Tensor codes, int[] classes) = Code(batch, k, random);
        Tensor drawn = networks.Generate(codes);
        Tensor recovery = LatentRecovery.Of(networks.Encode(drawn), codes.narrow(1, 0, options.Latent), classes, options.ContinuousWeight, options.ClassWeight);
        Tensor total = recovery.sub(networks.Judge(drawn).mean());
        losses.Add(total.item<float>(), judged, penalty, recovery.item<float>());
        EpochLoop.Descend(optimizer, total);
    }

    // z_n ~ 0.1·N(0, I), z_c uniform over the classes.
    private (Tensor Codes, int[] Classes) Code(int batch, int k, Random random)
    {
        int[] classes = [.. Enumerable.Range(0, batch).Select(_ => random.Next(k))];
        float[] chosen = new float[batch * k];
        for (int row = 0; row < batch; row++)
        {
            chosen[(row * k) + classes[row]] = 1;
        }

        return (torch.cat([torch.randn(batch, options.Latent).mul(0.1), TensorBridge.Matrix(chosen, batch, k)], 1), classes);
    }

    private Adam Optimiser(IEnumerable<Parameter> parameters) => torch.optim.Adam(parameters, options.LearningRate, 0.5, 0.9);

    private int[] Classes(ClusterGanNetworks networks, Func<int[], Tensor> rows, int[] watched, int k)
    {
        using IDisposable noGradient = torch.no_grad();
        return [.. watched.Chunk(500).SelectMany(block =>
        {
            using DisposeScope scope = torch.NewDisposeScope();
            return SoftPartition.Labels(TensorBridge.ToArray(networks.Encode(rows(block)).narrow(1, options.Latent, k).contiguous()), k);
        })];
    }

    /// <summary>[ẑ_n; softmax ẑ_c] of all rows; the second part alone where the first has no weight.</summary>
    private Vectors Codes(ClusterGanNetworks networks, Func<int[], Tensor> rows, int count, int code, CancellationToken cancellationToken)
    {
        int first = options.ContinuousWeight == 0 ? options.Latent : 0, width = code - first;
        float[] values = new float[count * width];
        using IDisposable noGradient = torch.no_grad();
        foreach (int[] block in Enumerable.Range(0, count).Chunk(500))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using DisposeScope scope = torch.NewDisposeScope();
            Tensor encoded = networks.Encode(rows(block));
            Tensor whole = torch.cat([encoded.narrow(1, 0, options.Latent), torch.softmax(encoded.narrow(1, options.Latent, code - options.Latent), 1)], 1);
            TensorBridge.ToArray(whole.narrow(1, first, width).contiguous()).CopyTo(values, block[0] * width);
        }

        return new Vectors("clustergan", width, unit: false, values);
    }

    private int[] Labels(Vectors codes, int k, int seed, CancellationToken cancellationToken, out float[] centres)
    {
        if (options.Readout == ClusterGanReadout.KMeans)
        {
            CentroidResult best = CentroidSearch.Best([codes], k, new CentroidSettings(Spherical: false, 10, 300, seed), cancellationToken);
            centres = best.Centres;
            return best.Labels;
        }

        int[] classes = [.. Enumerable.Range(0, codes.Count).Select(row => System.Numerics.Tensors.TensorPrimitives.IndexOfMax(codes[row][^k..]))];
        int[] order = SoftPartition.Order(classes, k), places = new int[k];
        for (int cluster = 0; cluster < k; cluster++)
        {
            places[order[cluster]] = cluster;
        }

        int[] labels = [.. classes.Select(label => places[label])];
        double[] sums = ClusterSums.Of(codes, labels, k);
        int[] sizes = [.. Enumerable.Range(0, k).Select(cluster => Math.Max(1, labels.Count(label => label == cluster)))];
        centres = [.. sums.Select((sum, i) => (float)(sum / sizes[i / codes.Dimension]))];
        return labels;
    }

    private Pixels Samples(ClusterGanNetworks networks, int k, float[] centres, CancellationToken cancellationToken)
    {
        using IDisposable noGradient = torch.no_grad();
        int drawn = DrawnSamples.Drawn(k);
        Tensor pictures = networks.Generate(Code(drawn, k, new Random(0)).Codes);
        Vectors codes = Codes(networks, rows => pictures.narrow(0, rows[0], rows.Length), drawn, options.Latent + k, cancellationToken);
        return DrawnSamples.Of(Pictures.ToPixels(pictures), codes, centres, spherical: false);
    }
}
