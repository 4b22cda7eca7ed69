using System.Text.Json.Nodes;
using TacWeb.Clustering;
using TacWeb.Clustering.ClusterCount;
using TacWeb.Clustering.Concepts;
using TacWeb.Core;
using TacWeb.Core.Concepts;
using TacWeb.Core.Evaluation;
using TacWeb.Core.Jobs;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;
using TacWeb.Pipeline.Export;
using TacWeb.Pipeline.Steps;

namespace TacWeb.Pipeline.Fit;

/// <summary>The verb <c>fit</c>: from ready vectors to a partition and its report. Touches no disk and no data folder.</summary>
/// <param name="time">The clock.</param>
public sealed class FitVectors(TimeProvider time)
{
    /// <summary>Fits one method. Synchronous; call it from one thread at a time.</summary>
    /// <param name="request">Arrays and settings.</param>
    /// <param name="progress">Told of the stages and epochs.</param>
    /// <param name="cancellationToken">Checked at least once a batch.</param>
    /// <exception cref="ArgumentException">K exceeds N, counts or dimensions do not fit, or a need is missing.</exception>
    /// <exception cref="TacWebException">The method cannot give what is wanted, or a loss stopped being a number.</exception>
    public FitResult Run(FitRequest request, IProgress<JobProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        DateTime started = time.GetUtcNow().UtcDateTime;
        long start = time.GetTimestamp();
        StageTimes times = new();
        ProgressMeter meter = new(progress, time);
        CheckRows(request);

        FitContext context = new(request.Seed) { Progress = new EpochProgress(request.Method.Key, request.Seed, meter), Stages = times };
        ReportClusterCount? found = request.ClusterCount is null && Asks(request.Method) ? ChooseClusterCount(request, times, cancellationToken) : null;
        int? k = request.ClusterCount ?? found?.Suggested;
        SmallSetDecision decision = SmallSets.Resolve(request.Method, request.Images.Count, k ?? 1);
        ClustererOptions options = decision.Method == request.Method ? request.Options : decision.Method.DefaultOptions();
        CheckOutputs(request, decision.Method);

        ClusterInput input = Input(request, decision.Method, k, context, cancellationToken);
        meter.Report("train", 0, $"{decision.Method.Key}, {request.Images.Count} rows{(k is null ? "" : $", k {k}")}");
        FitContext training = new(request.Seed) { Progress = context.Progress, Stages = times, Budget = request.Budget };
        Partition fitted = GuardedFit.Run(decision.Method, options, input, training, cancellationToken);
        (Partition placed, Vectors rows) = Place(request, fitted);
        times.Cover(time.GetElapsedTime(start), "train");
        meter.Report("train", 1, decision.Method.Key);
        Report report = new()
        {
            Method = decision.Method.Key,
            Options = OptionsOf(decision.Method, options, input.Concepts, request.Budget),
            Seed = request.Seed,
            K = placed.ClusterCount,
            ClusterCount = found,
            Warnings = [.. decision.Warnings, .. fitted.Warnings, .. context.Warnings],
            Scores = request.Labels is { } truth ? Metrics.Score(truth, placed.Labels) : null,
            Fairness = request is { Groups: { } groups, TestImages: null } ? GroupFairness.Measure(placed.Labels, groups) : null,
            Health = PartitionHealth.Measure(placed, rows, cancellationToken),
            Timings = times.Timings,
            PeakMemoryMiB = MakeReport.PeakMemoryMiB(),
            Version = MakeReport.Version,
            StartedUtc = started,
        };
        return new FitResult(placed.Labels, placed.Soft, report);
    }

    private static void CheckRows(FitRequest request)
    {
        int n = request.Images.Count, d = request.Images.Dimension;
        Same(request.Counterparts?.Count, n, "counterparts", "images");
        Same(request.Groups?.Length, n, "groups", "images");
        Same(request.Counterparts?.Dimension, d, "columns of the counterparts", "columns of the images");
        Same(request.Vocabulary?.Dimension, d, "columns of the concepts", "columns of the images");
        Same(request.ClassTexts?.Dimension, d, "columns of the classes", "columns of the images");
        Same(request.TestImages?.Dimension, d, "columns of the test images", "columns of the images");
        Same(request.Labels?.Length, request.TestImages?.Count ?? n, "labels", request.TestImages is null ? "images" : "test images");
        foreach (Vectors view in (request.Views?.Weak ?? []).Concat(request.Views?.Strong ?? []).Concat(request.OtherViews))
        {
            Same(view.Count, n, $"rows of {view.Source}", "images");
        }
    }

    private static void Same(int? given, int wanted, string what, string other)
    {
        if (given is { } count && count != wanted)
        {
            throw new TacWebException($"{count} {what} do not fit {wanted} {other}.");
        }
    }

    private ReportClusterCount ChooseClusterCount(FitRequest request, StageTimes times, CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        ClusterCountChoice choice = ClusterCountRules.Default.Choose(new ClusterInput(request.Images), new FitContext(request.Seed), cancellationToken);
        times.Add("k", time.GetElapsedTime(start).TotalSeconds);
        return ReportClusterCount.Of(choice);
    }

    private static void CheckOutputs(FitRequest request, ClusteringMethod method)
    {
        if (request.WantsProbabilities && !method.Outputs.HasFlag(MethodOutputs.Probabilities))
        {
            throw new TacWebException($"'{method.Key}' gives no probabilities.");
        }

        if (request.TestImages is not null && !method.Outputs.HasFlag(MethodOutputs.Assigner))
        {
            throw new TacWebException($"'{method.Key}' cannot place new images, so test images cannot be used with it.");
        }
    }

    private static bool Asks(ClusteringMethod method) => (method.Needs & (MethodNeeds.ClusterCount | MethodNeeds.Concepts)) != 0;

    private static ClusterInput Input(FitRequest request, ClusteringMethod method, int? k, FitContext context, CancellationToken cancellationToken) => new(request.Images)
    {
        Pixels = request.Pixels,
        Concepts = method.Needs.HasFlag(MethodNeeds.Concepts) ? Concepts(request, k!.Value, context, cancellationToken) : null,
        Vocabulary = request.Vocabulary is { } vocabulary && method.Needs.HasFlag(MethodNeeds.Concepts) ? UnitRows.Of(vocabulary) : null,
        ClassTexts = request.ClassTexts is { } classes ? UnitRows.Of(classes) : null,
        Views = request.Views,
        OtherViews = request.OtherViews,
        Groups = request.Groups,
        ClusterCount = k,
    };

    // The nouns of a vector file have no names: their row numbers stand for them.
    private static ConceptSpace? Concepts(FitRequest request, int k, FitContext context, CancellationToken cancellationToken)
    {
        if (request.Counterparts is { } ready)
        {
            return new ConceptSpace([], new Vectors(ready.Source, ready.Dimension, unit: true, ReadOnlyMemory<float>.Empty), ready);
        }

        if (request.Vocabulary is not { } vocabulary)
        {
            return null;
        }

        Noun[] nouns = [.. Enumerable.Range(0, vocabulary.Count).Select(row => new Noun($"row_{row}", "", ""))];
        return ConceptSpaceBuilder.Build(nouns, UnitRows.Of(vocabulary), UnitRows.Of(request.Images), k, request.RetrievalTemperature, context, cancellationToken);
    }

    // The partition of the rows that the outputs have: the fitted ones, or the test images.
    private static (Partition Placed, Vectors Rows) Place(FitRequest request, Partition fitted)
    {
        if (request.TestImages is not { } test)
        {
            return (fitted, request.Images);
        }

        IAssigner assigner = fitted.Assigner ?? throw new TacWebException($"'{request.Method.Key}' cannot place new images.");
        return (fitted with { Labels = assigner.Assign(test), Soft = assigner.AssignSoft(test) }, test);
    }

    private static JsonObject OptionsOf(ClusteringMethod method, ClustererOptions options, ConceptSpace? concepts, TimeSpan? budget)
    {
        JsonObject json = JsonNode.Parse(method.WriteOptions(options))!.AsObject();
        if (concepts is { RetrievalTemperature: > 0 and var temperature })
        {
            json["retrievalTemperature"] = temperature;
        }

        MakeReport.AddBudget(json, budget);
        return json;
    }
}
