using TacWeb.Clustering.Concepts;
using TacWeb.Clustering.Methods.Beyond.Stages;
using TacWeb.Clustering.Methods.External;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.Beyond;

/// <summary><c>tac-plus</c>: TAC in stages, each kept only where label-free yardsticks do not fall, with k-means to fall back to.</summary>
/// <remarks>
/// Yardsticks: a, the agreement of several runs, and g, how well a linear classifier learns the labels on the unchanged images; q = (a + g)/2. Stages: views averaged; nouns chosen by GradNorm; text gate; partners that both sides
/// agree on; several head pairs, the lowest-loss ones aligned and averaged; the heads must reach the q of k-means on the same rows less 0.005, and use as many clusters about as evenly, else k-means is the result.
/// Labels of the user never enter. With all stages off the result is <see cref="Tac"/>'s, byte for byte.
/// <para>Source: ours (methods §4.11), after DXMC, GradNorm, TEMI, SCAN, SATC and TURTLE; no published figure. Of §4.11 these parts are not built: second encoder, spectral start, screening of losses, reliable labels, TEMI's weights
/// while drawing. The text gate goes by q alone, and the heads are held against k-means by q, which §4.11 does not ask for: on Grocery, Clothing and Tiny-ImageNet val the counterparts count as compact always, and heads of lower q were
/// 2 to 11 points behind k-means.</para>
/// </remarks>
/// <param name="options">Stages and TAC's hyper-parameters.</param>
public sealed class TacPlus(TacPlusOptions options) : IClusterer
{
    private const double Slack = 0.005;

    /// <summary>The card.</summary>
    public static ClusteringMethod Method { get; } = ClusteringMethod.Define<TacPlusOptions>(
        "tac-plus",
        "TAC plus",
        MethodFamily.Beyond,
        MethodNeeds.ClusterCount | MethodNeeds.Concepts,
        MethodOutputs.Probabilities | MethodOutputs.Assigner,
        new("Image Clustering with External Guidance, in stages of our own", "ours, after ICML 2024", null),
        "TAC with better nouns, a gate for text, agreeing partners and several heads. Each stage stays only where label-free measures do not fall.",
        "Ours, no published figure; second encoder, spectral start, screened losses and reliable labels are not built.",
        options => new TacPlus(options),
        replacement: "tac-no-train",
        uses: MethodNeeds.Views,
        facts: new(MethodPriors.External | MethodPriors.Neighbour | MethodPriors.Augmentation | MethodPriors.Generalisation, "ours", "that of TAC for each of its heads, and ten linear classifiers for each judged stage", Uneven: true));

    /// <inheritdoc/>
    public Partition Fit(ClusterInput input, FitContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        int k = Requirements.Check(input, Method.Needs);
        TacOptions tac = new()
        {
            Epochs = options.Epochs,
            BatchSize = options.BatchSize,
            Temperature = options.Temperature,
            BalanceWeight = options.BalanceWeight,
            Neighbours = options.Neighbours,
            LearningRate = options.LearningRate,
            Hidden = options.Hidden,
        };
        if (!SmallSets.CanTrain(input.Images.Count, k) || k == 1 || !AnyStage)
        {
            return new Tac(tac).Fit(input, context, cancellationToken);
        }

        Generalisation generalisation = context.Timed("yardsticks", () => new Generalisation(input.Images, context.Seed, cancellationToken));
        PlusRows rows = context.Timed("rows", () => PlusRows.Settle(input, options, k, generalisation, context.Seed, cancellationToken));
        TacSettings settings = TacSettings.Resolve(tac, input.Images.Count, k, input.Images.Dimension);
        (Neighbours Image, Neighbours Text) partners = context.Timed("neighbours", () => Partners(rows, settings.Neighbours, cancellationToken));
        return context.Timed("train", () =>
        {
            using DisposeScope everything = torch.NewDisposeScope();
            int heads = options.ManyHeads ? options.Heads : 1;
            EpochLoop loop = new(context, heads * settings.Epochs, cancellationToken);
            HeadEnsemble ensemble = HeadEnsemble.Train(
                rows.Images, rows.Texts, partners, k, settings, tac, (heads, Math.Min(options.Kept, heads)), loop, context.Seed, cancellationToken);
            return options.ManyHeads ? Choose(rows, ensemble, k, generalisation, loop) : Result(ensemble, k, loop);
        });
    }

    private bool AnyStage => options.AverageViews || options.GradNorm || options.TextGate || options.AgreeingNeighbours || options.ManyHeads;

    private (Neighbours Image, Neighbours Text) Partners(PlusRows rows, int size, CancellationToken cancellationToken)
    {
        Neighbours image = Neighbours.Find(rows.Images, size, cancellationToken);
        Neighbours text = rows.TextOn ? Neighbours.Find(rows.Texts, size, cancellationToken) : image;
        if (!options.AgreeingNeighbours)
        {
            return (image, text);
        }

        Neighbours agreeing = AgreeingNeighbours.Of(image, text);
        double plain = (rows.Probe.Together(image) + rows.Probe.Together(text)) / 2;
        return rows.Probe.Together(agreeing) >= plain ? (agreeing, agreeing) : (image, text);
    }

    /// <summary>The mean of the kept heads, the single best one, or k-means.</summary>
    private static Partition Choose(PlusRows rows, HeadEnsemble ensemble, int k, Generalisation generalisation, EpochLoop loop)
    {
        Candidate fallBack = rows.Probe.Best;
        HeadEnsemble single = ensemble.Single(rows.Images);
        double agreement = Yardsticks.Agreement(ensemble.Labels);
        Candidate mean = Of(ensemble), one = Of(single);
        (HeadEnsemble chosen, Candidate candidate) = mean.Generalisation >= one.Generalisation - Slack ? (ensemble, mean) : (single, one);
        bool accepted = Yardsticks.Guard(fallBack.Labels, candidate.Labels, k) && candidate.Quality >= fallBack.Quality - Slack;
        return accepted ? Result(chosen, k, loop) : FallBack(rows, k, loop);

        Candidate Of(HeadEnsemble heads)
        {
            int[] labels = SoftPartition.Labels(heads.Mean, k);
            return new Candidate(labels, agreement, generalisation.Score(labels, k));
        }
    }

    private static Partition Result(HeadEnsemble heads, int k, EpochLoop loop) => new()
    {
        Labels = SoftPartition.Labels(heads.Mean, k),
        ClusterCount = k,
        Soft = new Probabilities(k, heads.Mean),
        Assigner = heads.Heads.Count == 1 ? heads.Heads[0] : new EnsembleAssigner(heads.Heads),
        History = loop.History,
    };

    private static Partition FallBack(PlusRows rows, int k, EpochLoop loop)
    {
        bool retrieves = rows.Concepts.Nouns.Count > 0 && rows.Concepts.RetrievalTemperature > 0;
        DenseAssigner centres = PairAssigner.Centres(rows.Probe.Centres, k);
        float[] soft = centres.Evaluate(PairAssigner.Join(rows.Probe.Parts));
        return new Partition
        {
            Labels = SoftPartition.Labels(soft, k),
            ClusterCount = k,
            Soft = new Probabilities(k, soft),
            Assigner = !rows.TextOn ? centres : retrieves ? new PairAssigner(new CounterpartRetrieval(rows.Concepts.Text, rows.Concepts.RetrievalTemperature), centres) : null,
            History = loop.History,
        };
    }
}
