using System.Text.Json;
using TacWeb.Core;
using TacWeb.Core.Concepts;
using TacWeb.Core.Evaluation;
using TacWeb.Core.Jobs;
using TacWeb.Core.Labelling;
using TacWeb.Core.Runs;
using TacWeb.Core.WordNet;
using TacWeb.Encoders;
using TacWeb.Pipeline.Export;
using TacWeb.Pipeline.Ingest;
using TacWeb.Pipeline.Steps;
using TacWeb.Storage;

namespace TacWeb.Pipeline;

/// <summary>The walk: a folder or zip of images becomes named clusters. Each finished step is kept, so that a killed run goes on after it and ends with the same bytes.</summary>
/// <remarks>The input is always read again (that is how it is known to be the same); image and noun vectors are kept for good, the results of other steps until the run is saved.</remarks>
/// <param name="data">The owned data folder.</param>
/// <param name="images">Image tower of the encoder.</param>
/// <param name="texts">Text tower of the same encoder.</param>
/// <param name="wordNet">Gives WordNet; asked once a run.</param>
/// <param name="compute">The one thread that fits.</param>
/// <param name="time">The clock.</param>
/// <param name="encoders">Gives the image tower of another key, for <c>secondEncoder</c>; null: there is none.</param>
public sealed class ClusterDataset(DataFolder data, IImageEncoder images, ITextEncoder texts, Func<WordNetNouns> wordNet, ComputeThread compute, TimeProvider time, Func<string, IImageEncoder>? encoders = null)
{
    /// <summary>The same with WordNet's files in a folder, read at each run.</summary>
    /// <param name="data">The owned data folder.</param>
    /// <param name="images">Image tower of the encoder.</param>
    /// <param name="texts">Text tower of the same encoder.</param>
    /// <param name="wordNetFolder">The folder with <c>data.noun</c>, <c>index.noun</c>, <c>cntlist.rev</c>.</param>
    /// <param name="compute">The one thread that fits.</param>
    /// <param name="time">The clock.</param>
    public ClusterDataset(DataFolder data, IImageEncoder images, ITextEncoder texts, string wordNetFolder, ComputeThread compute, TimeProvider time)
        : this(data, images, texts, () => WordNetFolder.Read(wordNetFolder), compute, time)
    {
    }

    /// <summary>Runs the walk to its end.</summary>
    /// <param name="request">What to do.</param>
    /// <param name="progress">Told at most 4 times a second, and at each step's end; called on worker threads.</param>
    /// <param name="cancellationToken">Checked per batch; what is finished stays for the next run.</param>
    /// <exception cref="Core.TacWebException">Something the user can mend: input, output, vocabulary, model.</exception>
    /// <exception cref="ArgumentException">A method's option or K is wrong.</exception>
    public async Task<ClusterResult> RunAsync(ClusterRequest request, IProgress<JobProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        RequestPlan plan = RequestPlan.Of(request, images.Info.FeatureNorm);
        using OutputFolder? output = request.Output is { } folder ? OutputFolder.Begin(folder, request.Force, [.. request.Input is { } input ? new[] { input } : [], data.Root]) : null;
        WalkContext walk = new(request, plan, new ProgressMeter(progress, time), time, time.GetUtcNow().UtcDateTime, cancellationToken);

        WordNetNouns nounsOfWordNet = wordNet();
        Vocabulary vocabulary = WordNetFolder.Vocabulary(nounsOfWordNet, request.Vocabulary);
        Ingested pictures = await walk.TimedAsync(walk.Times, "ingest", () => IngestAsync(walk)).ConfigureAwait(false);
        EmbeddedImages embedded = await walk.TimedAsync(walk.Times, "embed", () => new EmbedImages(data, images).RunAsync(pictures, walk.Progress, cancellationToken)).ConfigureAwait(false);
        TrueClasses classes = new(request.Dataset is { } stored ? StoredPictures.Classes(data, stored, embedded) : ImageClasses.Of(embedded.Paths, request.Labels, nounsOfWordNet, walk.Warnings));
        int dataset = AddDataset(pictures.Name, embedded, classes, walk);
        using JobSteps steps = new(data, compute, time, BeginJob(request, dataset, vocabulary, walk));

        ImageRows rows = await new LoadRows(data, images.Info, steps).RunAsync(embedded, walk.Times, cancellationToken).ConfigureAwait(false);
        (int k, ReportClusterCount? found) = await new ChooseClusterCount(steps, rows, walk).RunAsync().ConfigureAwait(false);
        if (plan.Run.FineGrained && vocabulary.Key == Vocabulary.WordNetKey)
        {
            using MappedVectors all = await EncodedAsync(vocabulary, texts, walk, progress).ConfigureAwait(false);
            vocabulary = await new NarrowVocabulary(steps, rows, k, walk, nounsOfWordNet).RunAsync(vocabulary, all.Vectors, KeyOf(vocabulary, texts)).ConfigureAwait(false);
        }

        ITextEncoder words = plan.Run.FineGrained && vocabulary.Key.StartsWith(Vocabulary.SubtreePrefix, StringComparison.Ordinal) ? new GlossSentences(texts, vocabulary.Nouns) : texts;
        using MappedVectors nouns = await EncodedAsync(vocabulary, words, walk, progress).ConfigureAwait(false);
        string nounsKey = KeyOf(vocabulary, words);
        BuildConcepts concepts = new(steps, rows, vocabulary, nouns.Vectors, nounsKey, plan.RetrievalTemperature ?? texts.Info.RetrievalTemperature, k, walk);
        OtherVectors other = await OthersAsync(embedded, steps, walk).ConfigureAwait(false);
        FitMethod fit = new(steps, rows, concepts, nouns.Vectors, classes, texts, k, walk, other) { Pixels = new LoadPixels(data, steps, embedded, walk) };
        NameClusters names = new(nounsOfWordNet, vocabulary, texts, compute);
        WriteRun write = new(data, output, steps.Job, dataset, vocabulary, walk);

        List<MethodResult> results = [];
        foreach (MethodPlan asked in plan.Methods)
        {
            List<string> warnings = [.. walk.Warnings];
            MethodPlan method = asked.For(embedded.Paths.Count, k, warnings);
            StageTimes times = new();
            IReadOnlyList<FittedRun> runs = await fit.RunAsync(method, times).ConfigureAwait(false);
            FittedRun best = runs.MinBy(run => run.Loss)!;
            Partition partition = FitMethod.Read(best.PartitionPath);
            warnings.AddRange(partition.Warnings);
            SeedConcepts space = await concepts.OfSeedAsync(best.Seed).ConfigureAwait(false);
            walk.Progress.Report("names", 0, "naming clusters");
            Naming naming = await walk.TimedAsync(times, "names", () => names.RunAsync(partition, rows.Vectors, space, cancellationToken)).ConfigureAwait(false);
            walk.Progress.Report("names", 1);

            Report report = new()
            {
                Dataset = new ReportDataset(pictures.Name, embedded.Paths.Count, classes.Count, embedded.Skipped),
                Encoder = new ReportEncoder(images.Info.Key, images.Info.Dimension, images.Info.Sha256),
                Vocabulary = new ReportVocabulary(vocabulary.Key, vocabulary.Nouns.Count, space.Space.Nouns.Count),
                Method = method.Method.Key,
                Options = MakeReport.Options(method, space.Space.RetrievalTemperature, plan.Budget, plan.Run),
                Seed = best.Seed,
                K = partition.ClusterCount,
                ClusterCount = found,
                Warnings = warnings,
                Stages = partition.Stages is { Count: > 0 } stages ? stages : null,
                Scores = best.Scores,
                Health = PartitionHealth.Measure(partition.Labels, partition.ClusterCount, rows.Vectors, naming.Confidences),
                Runs = MakeReport.Runs(runs),
                Mean = MakeReport.Mean(runs),
                StandardDeviation = MakeReport.StandardDeviation(runs),
                Version = MakeReport.Version,
                StartedUtc = walk.StartedUtc,
            };
            RunContent content = new(report, method.Method.Name, partition, naming, classes.Entries, embedded.Hashes)
            {
                Rows = request.Dataset is null ? [] : embedded.Places,
                Centres = ClusterCentres.Of(partition.Labels, partition.ClusterCount, rows.Vectors).AsVectors("centres"),
            };
            results.Add(await Task.Run(() => write.Run(method, content, times), cancellationToken).ConfigureAwait(false));
        }

        output?.Complete();
        steps.Dispose();
        data.Jobs.End(steps.Job, time.GetUtcNow().UtcDateTime);
        walk.Progress.Report("write", 1, output?.Final);
        return new ClusterResult(output?.Final, results);
    }

    private static string KeyOf(Vocabulary words, ITextEncoder encoder) => StepKey.Of("nouns", encoder.Info.Sha256, encoder.TemplatesSha256, words.Hash);

    private async Task<MappedVectors> EncodedAsync(Vocabulary words, ITextEncoder encoder, WalkContext walk, IProgress<JobProgress>? progress)
    {
        using NounVectors vectors = new(data, encoder, time);
        return await walk.TimedAsync(walk.Times, "nouns", () => vectors.EnsureAsync(words, progress, walk.Token)).ConfigureAwait(false);
    }

    private Task<Ingested> IngestAsync(WalkContext walk) => Task.Run(
        () => walk.Request switch
        {
            { Dataset: { } stored, Input: null } => StoredPictures.Read(data, stored),
            { Dataset: null, Input: { } input } => new IngestInput(data.Images, walk.Request.Limits).Run(input, walk.Progress, walk.Token),
            _ => throw new ArgumentException("A run takes either an input or a stored dataset."),
        },
        walk.Token);

    private async Task<OtherVectors> OthersAsync(EmbeddedImages embedded, JobSteps steps, WalkContext walk)
    {
        RunOptions run = walk.Plan.Run;
        EmbedLooks looks = new(data, steps, embedded, walk);
        OtherVectors other = OtherVectors.None;
        if (run.Views)
        {
            (Clustering.AugmentedViews views, string key) = await looks.ViewsAsync(images, run.FineGrained).ConfigureAwait(false);
            other = other with { Views = views, ViewsKey = key };
        }

        return run.SecondEncoder is { } second ? other with { Second = await looks.OtherAsync(Encoder(second)).ConfigureAwait(false) } : other;
    }

    private IImageEncoder Encoder(string key) => key == images.Info.Key
        ? throw new TacWebException($"The second encoder is another one than the first, not {key} again.")
        : encoders?.Invoke(key) ?? throw new TacWebException($"There is no second encoder '{key}' here.");

    private int AddDataset(string name, EmbeddedImages embedded, TrueClasses classes, WalkContext walk)
    {
        if (classes.Warning is { } warning)
        {
            walk.Warnings.Add(warning);
        }

        if (walk.Request.Dataset is { } known)
        {
            return known;
        }

        StoredImage[] stored = [.. classes.Entries.Select((entry, i) => new StoredImage(entry.Path, embedded.Hashes[i], entry.ClassName))];
        string key = StepKey.OfContent(["dataset", name, .. stored.SelectMany(image => new[] { image.Path, image.Hash, image.ClassName ?? "" })]);
        return data.Datasets.Add(key, name, stored, embedded.Skipped, walk.StartedUtc);
    }

    private int BeginJob(ClusterRequest request, int dataset, Vocabulary vocabulary, WalkContext walk)
    {
        string description = JsonSerializer.Serialize(request with { Output = request.Output is { } folder ? Path.GetFullPath(folder) : null, Force = false });
        return data.Jobs.Begin(StepKey.OfContent("cluster", $"{dataset}", vocabulary.Hash, images.Info.Sha256, description), "cluster", description, walk.StartedUtc);
    }
}
