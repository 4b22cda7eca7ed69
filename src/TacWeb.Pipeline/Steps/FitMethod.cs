using System.Globalization;
using TacWeb.Clustering;
using TacWeb.Clustering.Assigners;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;
using TacWeb.Encoders;
using TacWeb.Storage;

namespace TacWeb.Pipeline.Steps;

/// <summary>Fits one method under every seed, each fit a resumable step, and scores the partitions.</summary>
internal sealed class FitMethod(JobSteps steps, ImageRows images, BuildConcepts concepts, Vectors nouns, TrueClasses classes, ITextEncoder texts, int clusterCount, WalkContext walk, OtherVectors other)
{
    /// <summary>Gives the pictures themselves to methods that learn from pixels.</summary>
    public required LoadPixels Pixels { get; init; }

    /// <summary>Fits under all seeds.</summary>
    public async Task<IReadOnlyList<FittedRun>> RunAsync(MethodPlan plan, StageTimes times)
    {
        List<FittedRun> runs = [];
        for (int seed = walk.Request.Seed; seed < walk.Request.Seed + walk.Request.Seeds; seed++)
        {
            string path = await FitAsync(plan, seed, times).ConfigureAwait(false);
            Partition partition = Read(path);
            runs.Add(new FittedRun(seed, path, LabelFreeLoss.Of(partition, images.Vectors), classes.Score(partition)));
        }

        return runs;
    }

    /// <summary>Reads a partition that a step kept, with its assigner where it has one.</summary>
    public static Partition Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        Partition partition = PartitionFile.Read(stream);
        return stream.Position < stream.Length ? partition with { Assigner = AssignerFile.Read(stream) } : partition;
    }

    private static void Write(Stream stream, Partition partition)
    {
        PartitionFile.Write(stream, partition);
        if (AssignerFile.CanWrite(partition.Assigner))
        {
            AssignerFile.Write(stream, partition.Assigner!);
        }
    }

    private async Task<string> FitAsync(MethodPlan plan, int seed, StageTimes times)
    {
        string seedText = seed.ToString(CultureInfo.InvariantCulture);
        SeedConcepts? space = plan.Method.Takes(MethodNeeds.Concepts) ? await concepts.OfSeedAsync(seed).ConfigureAwait(false) : null;
        IReadOnlyList<string>? names = plan.Method.Takes(MethodNeeds.ClassNames) ? walk.Request.ClassNames ?? classes.Names : null;
        ClusterInput input = new(images.Vectors)
        {
            ClusterCount = plan.Method.Needs.HasFlag(MethodNeeds.ClusterCount) || walk.Request.ClusterCount is not null ? clusterCount : null,
            Views = plan.Method.Takes(MethodNeeds.Views) ? other.Views : null,
            OtherViews = plan.Method.Takes(MethodNeeds.OtherViews) && other.Second is { } second ? [second.Vectors] : [],
            Pixels = LoadPixels.Wanted(plan) ? await Pixels.RunAsync(times).ConfigureAwait(false) : null,
            Concepts = space?.Space,
            Vocabulary = space is null ? null : nouns,
            ClassNames = names,
            ClassTexts = names is { Count: > 0 } ? await EncodeClassNames.OfAsync(texts, names, walk.Token).ConfigureAwait(false) : null,
        };
        string key = StepKey.Of(
            ["fit", images.Key, space?.Key ?? "", plan.Method.Key, plan.Method.WriteOptions(plan.Options), input.ClusterCount?.ToString(CultureInfo.InvariantCulture) ?? "none", seedText, walk.Plan.BudgetText, .. other.Keys(plan.Method), .. input.ClassNames ?? []]);
        walk.Progress.Report("train", 0, $"{plan.Method.Key}, seed {seedText}");
        string path = await steps.RunAsync($"fit-{plan.Asked.Key}-{seedText}", "train", key, times, stages =>
        {
            FitContext context = new(seed) { Stages = stages, Progress = new EpochProgress(plan.Method.Key, seed, walk.Progress), Budget = walk.Plan.Budget };
            Partition partition = GuardedFit.Run(plan.Method, plan.Options, input, context, walk.Token);
            return stream => Write(stream, partition);
        }).ConfigureAwait(false);
        walk.Progress.Report("train", 1, $"{plan.Method.Key}, seed {seedText}");
        return path;
    }
}
