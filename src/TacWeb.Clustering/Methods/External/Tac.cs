using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.External;

/// <summary>TAC: two cluster heads, one on images and one on their text counterparts, that teach each other.</summary>
/// <remarks>
/// For a batch of images x with counterparts u and a drawn neighbour of each: P = f(x), Q = g(u), P′ = f(x′), Q′ = g(u′), and
/// L = D(P, Q′) + D(Q, P′) + L_con(P, Q) − α·(H(mean P) + H(mean Q)). Labels are the arg-max of the image head f, so neither nouns nor
/// counterparts are needed for new images.
/// <para>Differs from the authors' code: hidden width max(d, 512) (equal at d = 512); N̂ is at most half the expected cluster size; small sets take smaller
/// batches and more epochs (<see cref="TacSettings"/>), and those too small to train (<see cref="SmallSets"/>) are clustered by
/// <see cref="TacNoTrain"/>; a row is left out of its own neighbours by its number, not by dropping the first column.</para>
/// <para>Source: Li et al., "Image Clustering with External Guidance", ICML 2024, §3.3; XLearning-SCU/2024-ICML-TAC <c>train_head.py</c>.
/// Adam with learning rate 1e-3 and betas (0.9, 0.99) as there.</para>
/// </remarks>
/// <param name="options">Hyper-parameters; null members mean the rules of methods §1.9.</param>
public sealed class Tac(TacOptions options) : IClusterer
{
    private static readonly string[] LossNames = ["total", "distillation", "consistency", "balance"];

    /// <summary>The card.</summary>
    public static ClusteringMethod Method { get; } = ClusteringMethod.Define<TacOptions>(
        "tac",
        "TAC",
        MethodFamily.External,
        MethodNeeds.ClusterCount | MethodNeeds.Concepts,
        MethodOutputs.Probabilities | MethodOutputs.Assigner,
        new("Image Clustering with External Guidance", "ICML 2024", new("https://openreview.net/forum?id=JSYN891WnB")),
        "Two small heads, one on images and one on text counterparts made of nouns, learn to agree with each other's neighbourhoods.",
        "Hidden width at least 512, at most half a cluster as neighbours, smaller batches and more epochs on small sets; too few images fall back to TAC (no train).",
        options => new Tac(options),
        replacement: "tac-no-train",
        facts: new(MethodPriors.External | MethodPriors.Neighbour, "A", "O(N²·d) for neighbours, then O(N·d²) an epoch"));

    /// <inheritdoc/>
    public Partition Fit(ClusterInput input, FitContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        int k = Requirements.Check(input, Method.Needs);
        if (!SmallSets.CanTrain(input.Images.Count, k))
        {
            return new TacNoTrain(new TacNoTrainOptions()).Fit(input, context, cancellationToken);
        }

        (Vectors images, Vectors texts) = (input.Images, input.Concepts!.Counterparts);
        TacSettings settings = TacSettings.Resolve(options, images.Count, k, images.Dimension);
        (Neighbours image, Neighbours text) = context.Timed("neighbours", () =>
            (Neighbours.Find(images, settings.Neighbours, cancellationToken), Neighbours.Find(texts, settings.Neighbours, cancellationToken)));
        NeighbourBatches batches = new(image, text, settings.BatchSize, context.Seed);
        return context.Timed("train", () =>
        {
            SideTargets side = SideTargets.Of(options, input, k, context.Seed, cancellationToken);
            return Train(images, texts, k, settings, side, batches, context, cancellationToken);
        });
    }

    private Partition Train(Vectors images, Vectors texts, int k, TacSettings settings, SideTargets side, NeighbourBatches batches, FitContext context, CancellationToken cancellationToken)
    {
        using DisposeScope everything = torch.NewDisposeScope();
        torch.manual_seed(Seeds.Derive(context.Seed, 2002));
        using TacTrainer trainer = new(images, texts, k, settings, options, side);
        EpochLoop loop = new(context, settings.Epochs, cancellationToken);
        for (int epoch = 1; epoch <= settings.Epochs && !loop.OutOfTime; epoch++)
        {
            loop.Epoch(batches.Epoch(), LossNames, trainer.Step);
        }

        return Result(images, k, trainer.ImageHead, loop.History, cancellationToken);
    }

    private static Partition Result(Vectors images, int k, ClusterHead imageHead, IReadOnlyList<EpochReport> history, CancellationToken cancellationToken)
    {
        imageHead.Freeze();
        Probabilities soft = imageHead.Probabilities(images, k, cancellationToken);
        (float[] values, int[] order) = SoftPartition.UsedFirst(soft.Values.ToArray(), k);
        return new Partition
        {
            Labels = SoftPartition.Labels(values, k),
            ClusterCount = k,
            Soft = new Probabilities(k, values),
            Assigner = new HeadAssigner(imageHead.Weights()).Reorder(order),
            History = history,
        };
    }
}
