using System.Globalization;
using TacWeb.Clustering.Methods.Beyond.Stages;
using TacWeb.Clustering.Methods.External;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.Beyond;

/// <summary><c>tac-plus</c>: TAC in stages, each kept only where label-free yardsticks do not fall, with k-means to fall back to.</summary>
/// <remarks>
/// Yardsticks: a, the agreement of several runs, and g, how well a linear classifier learns the labels on the unchanged images; q = (a + g)/2. Stages: views averaged; a second encoder joined; nouns chosen by GradNorm, other
/// retrieval temperatures; text gate; partners that both sides agree on, drawn by TEMI's weight; spectral clustering, and JULE's merges, as a start; losses screened; several head pairs, the lowest-loss ones aligned and averaged; the
/// heads must reach the q of k-means on the images alone (or of the start that took its place) less 0.005, and use as many clusters about as evenly, else that is the result; a network on reliable labels. Labels of the user never enter. With all stages off the result is <see cref="Tac"/>'s, byte for byte.
/// <para>Source: ours (methods §4.11), after DXMC, GradNorm, NTK-SC, TEMI, SCAN, SATC, SPICE and TURTLE; no published figure. Differs from §4.11: the text gate goes by q alone, and the heads are held against the fall-back by q, which
/// §4.11 does not ask for: on Grocery, Clothing and Tiny-ImageNet val the counterparts count as compact always, and heads of lower q were 2 to 11 points behind k-means. Head pairs are trained one after another, not as one batched
/// product; g is a ridge classifier in closed form. A start is judged by how two halves of the images agree (<see cref="Starts"/>), not by seeds, which on one graph agree whatever that is worth; the images' own graph is tried beside the product, and JULE's merges beside both.</para>
/// </remarks>
/// <param name="options">Stages and TAC's hyper-parameters.</param>
public sealed class TacPlus(TacPlusOptions options) : IClusterer
{
    /// <summary>The card.</summary>
    public static ClusteringMethod Method { get; } = ClusteringMethod.Define<TacPlusOptions>(
        "tac-plus",
        "TAC plus",
        MethodFamily.Beyond,
        MethodNeeds.ClusterCount | MethodNeeds.Concepts,
        MethodOutputs.Probabilities | MethodOutputs.Assigner,
        new("Image Clustering with External Guidance, in stages of our own", "ours, after ICML 2024", null),
        "TAC with better nouns, a gate for text, agreeing partners and several heads. Each stage stays only where label-free measures do not fall.",
        "Ours, no published figure. Against its design (methods §4.11) the text gate goes by one yardstick alone, trained heads give way to what they started from where they are no better by it, and starts, JULE's merges among them, are judged by how halves of the images agree.",
        options => new TacPlus(options),
        replacement: "tac-no-train",
        uses: MethodNeeds.Views | MethodNeeds.OtherViews,
        facts: new(MethodPriors.External | MethodPriors.Neighbour | MethodPriors.Augmentation | MethodPriors.Generalisation, "ours", "that of TAC for each of its heads, and ten linear classifiers for each judged stage"));

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

        StageLog log = new(k);
        Generalisation generalisation = context.Timed("yardsticks", () => new Generalisation(input.Images, context.Seed, cancellationToken, options.SecondEncoder && input.OtherViews is [var other, ..] ? other : null));
        PlusRows rows = context.Timed("rows", () => PlusRows.Settle(input, options, k, generalisation, log, context, cancellationToken));
        TacSettings settings = TacSettings.Resolve(tac, input.Images.Count, k, rows.Images.Dimension);
        HeadPlan plan = context.Timed("neighbours", () => Plan(rows, settings, tac, k, log, cancellationToken));
        FallBack fallBack = context.Timed("fallback", () => FallBack.Of(rows, k, generalisation, context.Seed, cancellationToken));
        if ((options.SpectralStart || options.LinkageStart) && Starts.Fits(input.Images.Count, k) && !context.OutOfTime)
        {
            FallBack start = context.Timed("starts", () =>
                new Starts(rows.Plain, k, generalisation, context, cancellationToken).Best(fallBack, options, rows.Concepts.Text, settings.Neighbours, log));
            plan = ReferenceEquals(start, fallBack) ? plan : plan with { Start = start.Candidate.Labels };
            fallBack = start;
        }

        if (options.ManyHeads && context.Stops($"Training ended before head 1 of {Heads}"))
        {
            return fallBack.Partition with { Assigner = rows.PlacesNewImages ? fallBack.Partition.Assigner : null, Stages = log.Stages };
        }

        int stages = (options.ScreenLosses ? LossScreen.MostHeads : 0) + Heads;
        context = context with { Progress = context.Progress is { } progress ? new Onward(progress, stages * settings.Epochs) : null };
        HeadPlan? screened = options.ScreenLosses && !context.OutOfTime
            ? context.Timed("screen", () => LossScreen.Choose(plan, options.ManyHeads ? fallBack.Candidate : null, input.Images, generalisation, log, context, cancellationToken))
            : plan;
        return context.Timed("train", () => Train(input, rows, (plan, screened), fallBack, generalisation, log, context, cancellationToken));
    }

    private int Heads => options.ManyHeads ? options.Heads : 1;

    private bool AnyStage => options.AverageViews || options.SecondEncoder || options.GradNorm || options.TextGate || options.AgreeingNeighbours || options.SpectralStart || options.LinkageStart || options.ScreenLosses || options.ManyHeads || options.ReliableLabels;

    private HeadPlan Plan(PlusRows rows, TacSettings settings, TacOptions tac, int k, StageLog log, CancellationToken cancellationToken)
    {
        Neighbours image = Neighbours.Find(rows.Images, settings.Neighbours, cancellationToken);
        Neighbours text = rows.TextOn ? Neighbours.Find(rows.Texts, settings.Neighbours, cancellationToken) : image;
        HeadPlan plain = new(rows.Images, rows.Texts, (image, text), k, settings, tac) { Nearest = image };
        if (!options.AgreeingNeighbours)
        {
            return plain;
        }

        Neighbours agreeing = AgreeingNeighbours.Of(image, text);
        double before = (rows.Probe.Together(image) + rows.Probe.Together(text)) / 2, after = rows.Probe.Together(agreeing);
        string reason = string.Create(CultureInfo.InvariantCulture, $"Pairs that k-means puts into one cluster: {before:0.000} → {after:0.000}.");
        return log.Note("agreeingNeighbours", after >= before, reason) ? plain with { Partners = (agreeing, agreeing), Weighted = true } : plain;
    }

    private Partition Train(
        ClusterInput input, PlusRows rows, (HeadPlan All, HeadPlan? Screened) plans, FallBack fallBack, Generalisation generalisation, StageLog log, FitContext context, CancellationToken cancellationToken)
    {
        using DisposeScope everything = torch.NewDisposeScope();
        HeadPlan plan = plans.Screened ?? plans.All;
        EpochLoop loop = new(context, Heads * plan.Settings.Epochs, cancellationToken);
        (HeadEnsemble? chosen, double agreement) = (null, 1);
        if (plans.Screened is not null)
        {
            HeadEnsemble ensemble = HeadEnsemble.Train(plan, (Heads, Math.Min(options.Kept, Heads)), loop, context.Seed, cancellationToken);
            (chosen, agreement) = options.ManyHeads ? Choose(rows, ensemble, fallBack, plan.Clusters, generalisation, log) : (ensemble, 1);
        }

        if (chosen is null)
        {
            context.Warn("The trained heads were no better by label-free measures than what they started from, so that is the result.");
        }

        Partition result = chosen is null ? fallBack.Partition : Result(chosen, plan.Clusters);
        if (options.ReliableLabels && result.Soft is not null && !context.OutOfTime)
        {
            result = ReliableLabels.Refine(result, chosen is null ? fallBack.Candidate.Agreement : agreement, rows.Images, plan.Nearest, input.Views?.Strong ?? [], log, context, cancellationToken);
        }

        return result with { Assigner = rows.PlacesNewImages ? result.Assigner : null, History = loop.History, Stages = log.Stages };
    }

    /// <summary>The mean of the kept heads, the single best one, or null for what to fall back to; and a of the heads.</summary>
    private static (HeadEnsemble? Heads, double Agreement) Choose(PlusRows rows, HeadEnsemble ensemble, FallBack fallBack, int k, Generalisation generalisation, StageLog log)
    {
        HeadEnsemble single = ensemble.Single(rows.Images);
        double agreement = Yardsticks.Agreement(ensemble.Labels);
        Candidate mean = Of(ensemble), one = Of(single);
        bool averaged = mean.Generalisation >= one.Generalisation - StageLog.Slack;
        log.Note("manyHeads", averaged, averaged ? "The mean of the kept heads." : "The head with the lowest loss: their mean is harder to learn.", one, mean);
        if (log.Keep("headsOverKMeans", fallBack.Candidate, averaged ? mean : one))
        {
            return (averaged ? ensemble : single, agreement);
        }

        return (null, agreement);

        Candidate Of(HeadEnsemble heads)
        {
            int[] labels = SoftPartition.Labels(heads.Mean, k);
            return new Candidate(labels, agreement, generalisation.Score(labels, k));
        }
    }

    private static Partition Result(HeadEnsemble heads, int k) => new()
    {
        Labels = SoftPartition.Labels(heads.Mean, k),
        ClusterCount = k,
        Soft = new Probabilities(k, heads.Mean),
        Assigner = heads.Heads.Count == 1 ? heads.Heads[0] : new EnsembleAssigner(heads.Heads),
    };
}
