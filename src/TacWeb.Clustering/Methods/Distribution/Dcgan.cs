using TacWeb.Clustering.Centroids;
using TacWeb.Clustering.Projection;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.Distribution;

/// <summary>DCGAN: a generator and a discriminator of pictures; the clusters are those of k-means on what the discriminator has learnt to see.</summary>
/// <remarks>
/// Binary cross-entropy for both (the generator's not saturating), a step of each in turn, Adam 2e-4 with β1 0.5, weight decay 1e-5, pictures at 32×32 in −1 … 1. Features: the activations of all convolutions
/// pooled to 4×4 (paper, §5), standardised, at most 256 principal components of at most 10,000 pictures, spherical k-means.
/// <para>Differs: 24 maps instead of 128 and 10 epochs, sizes for a processor; the paper has no clustering, the survey's tables add k-means. When the discriminator wins for good (loss below 0.01 for an epoch, or not a number) the last good weights serve, with a warning.</para>
/// <para>Source: Radford, Metz and Chintala, "Unsupervised Representation Learning with Deep Convolutional Generative Adversarial Networks", ICLR 2016; Newmu/dcgan_code; methods §2.3.</para>
/// </remarks>
/// <param name="options">Hyper-parameters.</param>
public sealed class Dcgan(DcganOptions options) : IClusterer
{
    private const double Lost = 0.01;
    private const int MostFitted = 10000;
    private static readonly string[] LossNames = ["total", "discriminator", "generator"];

    /// <summary>The card.</summary>
    public static ClusteringMethod Method { get; } = ClusteringMethod.Define<DcganOptions>(
        "dcgan",
        "DCGAN + k-means",
        MethodFamily.Distribution,
        MethodNeeds.ClusterCount | MethodNeeds.Pixels,
        MethodOutputs.None,
        new("Unsupervised Representation Learning with Deep Convolutional Generative Adversarial Networks", "ICLR 2016", new("https://arxiv.org/abs/1511.06434")),
        "Two networks learn to draw pictures and to tell drawn ones from real ones; k-means on what the second one sees.",
        "24 maps instead of 128 and 10 epochs; spherical k-means on at most 256 principal components of the features, where the paper trains a classifier. It cannot place new images here.",
        options => new Dcgan(options),
        replacement: "spherical-kmeans",
        facts: new(MethodPriors.Distribution, "A", "O(N·w) an epoch, w the networks' weights; about 40 MFLOP a picture forward", CannotAssign: "it sees pixels, and new images come as vectors"));

    /// <inheritdoc/>
    public Partition Fit(ClusterInput input, FitContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        int k = Requirements.Check(input, Method.Needs);
        Pixels pixels = input.Required();
        if (!SmallSets.CanTrain(input.Images.Count, k))
        {
            return SmallSets.Cluster(input, context, cancellationToken) with { Assigner = null };
        }

        Pictures pictures = new(pixels, DcganNetworks.Size);
        StepRule rule = StepRule.Resolve(options.BatchSize, options.Epochs, options.BatchSize, 10, pictures.Count);
        using DisposeScope everything = torch.NewDisposeScope();
        torch.manual_seed(Seeds.Derive(context.Seed, 3700));
        using DcganNetworks networks = new(pictures.Channels, options.Maps, options.Latent);
        EpochLoop loop = new(context, rule.Epochs, cancellationToken);
        context.Timed("train", () => Train(networks, pictures, new RowBatches(pictures.Count, rule.BatchSize, context.Seed), loop, rule.Epochs, context));
        return context.Timed("cluster", () => Cluster(networks, pictures, k, context, cancellationToken) with { History = loop.History });
    }

    private bool Train(DcganNetworks networks, Pictures pictures, RowBatches batches, EpochLoop loop, int epochs, FitContext context)
    {
        using torch.optim.Optimizer discriminator = Optimiser(networks.DiscriminatorParameters()), generator = Optimiser(networks.GeneratorParameters());
        float[][] good = networks.Remember();
        for (int epoch = 1; epoch <= epochs && !loop.OutOfTime; epoch++)
        {
            bool broken = false;
            loop.Epoch(batches.Epoch().TakeWhile(_ => !broken), LossNames, (rows, losses) => broken = !Step(networks, pictures.Rows(rows, -1, 1), discriminator, generator, losses));
            if (broken || loop.History[^1].Losses[1].Value < Lost)
            {
                networks.Restore(good);
                context.Warn($"The discriminator won for good in epoch {epoch}: training stopped, with the weights before it.");
                return false;
            }

            good = networks.Remember();
        }

        return true;
    }

    // Returns false where a loss stops being a number; nothing has changed then.
    private static bool Step(DcganNetworks networks, Tensor real, torch.optim.Optimizer discriminator, torch.optim.Optimizer generator, LossMeter losses)
    {
        Tensor drawn = networks.Draw(real.shape[0]);
        Tensor told = nn.functional.softplus(networks.Judge(real).neg()).mean().add(nn.functional.softplus(networks.Judge(drawn.detach())).mean());
        if (!float.IsFinite(told.item<float>()))
        {
            return false;
        }

        EpochLoop.Descend(discriminator, told);
        Tensor fooled = nn.functional.softplus(networks.Judge(drawn).neg()).mean();
        if (!float.IsFinite(fooled.item<float>()))
        {
            return false;
        }

        losses.Add(told.item<float>() + fooled.item<float>(), told.item<float>(), fooled.item<float>());
        EpochLoop.Descend(generator, fooled);
        return true;
    }

    private Adam Optimiser(IEnumerable<Parameter> parameters) => torch.optim.Adam(parameters, options.LearningRate, 0.5, 0.999, weight_decay: 1e-5);

    private Partition Cluster(DcganNetworks networks, Pictures pictures, int k, FitContext context, CancellationToken cancellationToken)
    {
        using IDisposable noGradient = torch.no_grad();
        Tensor drawn = networks.Draw(DrawnSamples.Drawn(k)); // the generator keeps its batch statistics
        networks.Train(false);
        int width = (int)networks.Features(pictures.Rows([0], -1, 1)).shape[1];
        int[] fitted = Seeds.Sample(pictures.Count, MostFitted, Seeds.Stream(context.Seed, 3701));
        Vectors sample = Features(networks, fitted.Length, width, places => pictures.Rows([.. places.Select(place => fitted[place])], -1, 1), cancellationToken);
        Standardisation standard = Standardisation.Of(sample);
        PrincipalAxes axes = PrincipalAxes.Of(standard.Apply(sample), Math.Clamp(pictures.Count / 4, 1, options.Components), context.Seed, cancellationToken);
        Vectors codes = Codes(pictures.Count, rows => pictures.Rows(rows, -1, 1)), drawnCodes = Codes((int)drawn.shape[0], rows => drawn.narrow(0, rows[0], rows.Length));
        CentroidResult best = CentroidSearch.Best([codes], k, new CentroidSettings(Spherical: true, 10, 300, context.Seed), cancellationToken);
        return new Partition
        {
            Labels = best.Labels,
            ClusterCount = k,
            Samples = DrawnSamples.Of(Pictures.ToPixels(drawn.add(1).div(2)), drawnCodes, best.Centres, spherical: true),
        };

        Vectors Codes(int count, Func<int[], Tensor> take) => InBlocks(count, axes.Axes.Length, block =>
            axes.Project(standard.Apply(Features(networks, block.Length, width, places => take([.. places.Select(place => block[place])]), cancellationToken))));
    }

    // Features are wide: they exist for a block of pictures at a time.
    private static Vectors InBlocks(int count, int columns, Func<int[], Vectors> work)
    {
        float[] values = new float[count * columns];
        foreach (int[] block in Enumerable.Range(0, count).Chunk(2000))
        {
            work(block).Values.CopyTo(values.AsMemory(block[0] * columns));
        }

        return new Vectors("dcgan", columns, unit: false, values);
    }

    private static Vectors Features(DcganNetworks networks, int count, int width, Func<int[], Tensor> take, CancellationToken cancellationToken)
    {
        float[] values = new float[(long)count * width];
        foreach (int[] places in Enumerable.Range(0, count).Chunk(250))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using DisposeScope scope = torch.NewDisposeScope();
            TensorBridge.ToArray(networks.Features(take(places)).contiguous()).CopyTo(values, (long)places[0] * width);
        }

        return new Vectors("dcgan", width, unit: false, values);
    }
}
