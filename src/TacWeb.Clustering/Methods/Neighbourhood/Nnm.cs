using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.Neighbourhood;

/// <summary>NNM, Nearest Neighbor Matching: SCAN with neighbours found anew, inside each batch and in the whole set.</summary>
/// <remarks>
/// <see cref="NnmLoss"/> on an adapter with several linear heads. The offline neighbour is the encoder's; the nearest image of the batch, and at each epoch's end of the whole set, is looked for in the adapter's space.
/// <para>Differs: the backbone is frozen and an adapter trained in its place, from the start instead of from SCAN's pretext; the last epoch is the result, where the repo keeps the best by true accuracy.</para>
/// <para>Source: Dang et al., "Nearest Neighbor Matching for Deep Clustering", CVPR 2021; ZhiyuanDang/NNM; methods §2.5.</para>
/// </remarks>
/// <param name="options">Hyper-parameters.</param>
public sealed class Nnm(NnmOptions options) : IClusterer
{
    private static readonly string[] LossNames = ["total", "local", "global", "balance"];

    /// <summary>The card.</summary>
    public static ClusteringMethod Method { get; } = ClusteringMethod.Define<NnmOptions>(
        "nnm",
        "NNM",
        MethodFamily.Neighbours,
        MethodNeeds.ClusterCount,
        MethodOutputs.Probabilities | MethodOutputs.Assigner,
        new("Nearest Neighbor Matching for Deep Clustering", "CVPR 2021", new("https://openaccess.thecvf.com/content/CVPR2021/html/Dang_Nearest_Neighbor_Matching_for_Deep_Clustering_CVPR_2021_paper.html")),
        "SCAN, but the neighbours are found anew while learning: inside each batch and in the whole set. They match as samples and as clusters.",
        "Our frozen-feature adaptation: an adapter is trained instead of the backbone; the last epoch is the result (the authors keep the best by true accuracy).",
        options => new Nnm(options),
        replacement: "spherical-kmeans",
        uses: MethodNeeds.Views,
        facts: new(MethodPriors.Neighbour, "B+", "O(N²·d) for neighbours at the start and each epoch"));

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
        StepRule rule = StepRule.Resolve(Math.Max(options.BatchSize, Math.Min(10 * k, 2048)), options.Epochs, options.BatchSize, 30, images.Count);
        (NearestPartners partners, Looks looks) = context.Timed("neighbours", () =>
            (Scan.Partners(new ScanOptions { Neighbours = options.Neighbours }, images, k, context.Seed, cancellationToken),
             new Looks(input, StepRule.Neighbours(options.Neighbours, 20, images.Count, k), context.Seed, cancellationToken)));
        return context.Timed("train", () =>
        {
            using DisposeScope everything = torch.NewDisposeScope();
            torch.manual_seed(Seeds.Derive(context.Seed, 3800));
            SideTargets side = SideTargets.Of(options, input, k, context.Seed, cancellationToken);
            using NnmTrainer trainer = new(images, looks, partners, side, k, options);
            EpochLoop loop = new(context, rule.Epochs, cancellationToken);
            RowBatches batches = new(images.Count, rule.BatchSize, context.Seed);
            for (int epoch = 1; epoch <= rule.Epochs && !loop.OutOfTime; epoch++)
            {
                loop.Epoch(batches.Epoch(), LossNames, trainer.Step);
                trainer.EndEpoch(last: epoch == rule.Epochs || loop.OutOfTime, cancellationToken);
            }

            (float[] soft, DenseAssigner assigner) = trainer.Result(cancellationToken);
            return SoftPartition.Of(soft, k, assigner, loop.History);
        });
    }
}
