using System.Diagnostics;
using System.Globalization;
using TacWeb.Clustering;
using TacWeb.Clustering.Concepts;
using TacWeb.Core.Concepts;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Benchmarks.Clustering;

/// <summary>The whole catalogue with its defaults on made rows, 10,000×512 in 10 groups: seconds of each method by the clock and of all cores, and all together. Methods that need pixels are left out.</summary>
internal static class CatalogueBenchmark
{
    private const int Images = 10_000, Nouns = 5_000, Dimension = 512, Groups = 10;

    /// <param name="args">Keys by commas, or nothing for all; then a budget such as 60s.</param>
    public static int Run(string[] args)
    {
        string[] keys = args is [var list, ..] && list != "all" ? list.Split(',') : [.. ClusteringMethods.All.Select(method => method.Key)];
        TimeSpan? budget = args.Length > 1 ? TimeBudget.Read(args[1]) : null;
        ClusterInput input = Input();
        Console.WriteLine($"{Images} × {Dimension}, k {Groups}, {Environment.ProcessorCount} cores, budget {(budget is { } limit ? TimeBudget.Write(limit) : "none")}\n");
        Console.WriteLine("| method | seconds | CPU seconds | peak MiB so far | clusters | told |\n|---|---|---|---|---|---|");
        (double all, double processor) = (0, 0);
        foreach (ClusteringMethod method in keys.Select(ClusteringMethods.Get).Where(method => !method.Needs.HasFlag(MethodNeeds.Pixels)))
        {
            (double seconds, double own) = Fit(method, input, budget);
            (all, processor) = (all + seconds, processor + own);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nAll together: {all / 60:F1} minutes by the clock, {processor / 60:F1} of CPU."));
        return 0;
    }

    private static (double Seconds, double Processor) Fit(ClusteringMethod method, ClusterInput input, TimeSpan? budget)
    {
        using Process process = Process.GetCurrentProcess();
        TimeSpan before = process.TotalProcessorTime;
        long start = Stopwatch.GetTimestamp();
        FitContext context = new(0) { Budget = budget };
        Partition partition = method.Create().Fit(input, context);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        IEnumerable<string> told = partition.Warnings.Concat(context.Warnings).Concat(CollapseAlarm.Of(partition) is { } alarm ? [alarm] : []);
        process.Refresh();
        double processor = (process.TotalProcessorTime - before).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| `{method.Key}` | {seconds:F1} | {processor:F1} | {process.PeakWorkingSet64 / (1024.0 * 1024):F0} | {partition.Labels.Where(label => label >= 0).Distinct().Count()} | {string.Join(' ', told)} |"));
        return (seconds, processor);
    }

    private static ClusterInput Input()
    {
        Vectors rows = MadeRows.Unit(Images + Nouns, Dimension, Groups, seed: 1);
        Vectors images = rows.Take([.. Enumerable.Range(0, Images)]), nouns = rows.Take([.. Enumerable.Range(Images, Nouns)]);
        Noun[] names = [.. Enumerable.Range(0, Nouns).Select(row => new Noun($"row_{row}", "", ""))];
        ConceptSpace concepts = ConceptSpaceBuilder.Build(names, nouns, images, Groups, 0.1, new FitContext(0));
        return new ClusterInput(images) { ClusterCount = Groups, Concepts = concepts, Vocabulary = nouns, ClassTexts = nouns.Take([.. Enumerable.Range(0, Groups)]) };
    }
}
