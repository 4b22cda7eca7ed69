using System.Globalization;
using TacWeb.Clustering;
using TacWeb.Core.Evaluation;
using TacWeb.Core.Runs;

namespace TacWeb.Benchmarks.Clustering;

/// <summary>What each stage of <c>tac-plus</c> brings: ACC with all stages, without one of them, and with none, which is <c>tac</c>; beside <c>kmeans</c>.</summary>
/// <remarks>A stage that the full run rejected changes no byte of its result (tested), so the run without it is not made again: its figure is the full one's, marked =.</remarks>
internal static class AblationBenchmark
{
    /// <summary>Options of the stages, and how their judgements are called in the report.</summary>
    private static readonly (string Option, string[] Judged)[] Stages =
    [
        ("gradNorm", ["gradNorm", "retrievalTemperature / 2", "retrievalTemperature × 2"]),
        ("textGate", ["textGate"]),
        ("agreeingNeighbours", ["agreeingNeighbours"]),
        ("spectralStart", ["spectralStart"]),
        ("linkageStart", ["linkageStart"]),
        ("screenLosses", ["screenLosses"]),
        ("reliableLabels", ["reliableLabels"]),
        ("manyHeads", []),
    ];

    /// <param name="args">Folder (see <c>methods</c>), names (a,b), seeds (0-4), then options name=value.</param>
    public static int Run(string[] args)
    {
        KeyValuePair<string, string>[] options = SeededRuns.Options(args[3..]);
        string[] names = args[1].Split(',');
        LabelledSet[] sets = [.. LabelledSet.ReadAll(args[0], names)];
        (int first, int last) = SeededRuns.Seeds(args[2]);
        int[] seeds = [.. Enumerable.Range(first, last - first + 1)];
        Console.WriteLine($"ablation {string.Join(' ', args[1..])}\n\n| | {string.Join(" | ", names)} | mean |\n|---|{string.Concat(Enumerable.Repeat("---|", names.Length + 1))}");
        Row("`kmeans`", [.. sets.Select(set => seeds.Select(seed => Fit(set, "kmeans", seed, [])).ToArray())]);
        Row("`tac`", [.. sets.Select(set => seeds.Select(seed => Fit(set, "tac", seed, [])).ToArray())]);
        Result[][] full = [.. sets.Select(set => seeds.Select(seed => Fit(set, "tac-plus", seed, options)).ToArray())];
        Row("`tac-plus`", full);
        foreach ((string option, string[] judged) in Stages)
        {
            Row($"without `{option}`", [.. sets.Zip(full, (set, whole) => seeds.Zip(whole, (seed, result) =>
                judged.Length > 0 && !result.Accepted.Intersect(judged).Any() ? result with { Same = true } : Fit(set, "tac-plus", seed, [.. options, KeyValuePair.Create(option, "false")])).ToArray())]);
        }

        return 0;
    }

    private static Result Fit(LabelledSet set, string key, int seed, KeyValuePair<string, string>[] options)
    {
        ClusteringMethod method = ClusteringMethods.Get(key);
        Partition partition = method.Create(method.ReadOptions(options)).Fit(set.Of(seed, concepts: key != "kmeans"), new FitContext(seed));
        double accuracy = 100 * Metrics.Score(set.Labels, partition.Labels).Accuracy;
        string[] accepted = [.. partition.Stages.Where(stage => stage.Accepted).Select(stage => stage.Name)];
        Console.Error.WriteLine($"{set.Name} {key} {seed} {string.Join(' ', options.Select(pair => $"{pair.Key}={pair.Value}"))}: {accuracy:F1}, accepted {string.Join(", ", accepted)}");
        return new Result(accuracy, accepted);
    }

    private static void Row(string what, Result[][] results)
    {
        string[] cells = [.. results.Select(set => (set.All(result => result.Same) ? "= " : "") + Spread([.. set.Select(result => result.Accuracy)]))];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {string.Join(" | ", cells)} | {results.Average(set => set.Average(result => result.Accuracy)):F1} |"));
    }

    private static string Spread(double[] values) => string.Create(CultureInfo.InvariantCulture, $"{values.Average():F1} ± {SeededRuns.Deviation(values):F1}");

    private sealed record Result(double Accuracy, string[] Accepted, bool Same = false);
}
