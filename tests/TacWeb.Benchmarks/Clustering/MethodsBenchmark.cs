using System.Diagnostics;
using System.Globalization;
using TacWeb.Clustering;
using TacWeb.Clustering.Concepts;
using TacWeb.Core.Concepts;
using TacWeb.Core.Evaluation;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Benchmarks.Clustering;

/// <summary>Methods on kept vectors, mean and deviation over seeds: one row of a table a method.</summary>
/// <remarks>
/// Reads NAME.npy (image vectors, as <c>tacweb embed</c> writes them), NAME.y.npy (true classes), nouns.npy (vectors of the vocabulary) and, for zero-shot, NAME.classes.npy from one folder: <c>vectors</c> writes them.
/// <c>rows=N</c> takes N images drawn by the seed 0 from each set, <c>budget=60s</c> ends each fit as in the app; both go for every method, other options for those that have them.
/// </remarks>
internal static class MethodsBenchmark
{
    /// <param name="args">Folder, names (a,b), seeds (0-4), methods (tac,scan, or all but those that need pixels), then options name=value.</param>
    public static int Run(string[] args)
    {
        string folder = args[0];
        (int first, int last) = SeededRuns.Seeds(args[2]);
        string[] methods = args[3] == "all" ? [.. ClusteringMethods.All.Where(method => !method.Needs.HasFlag(MethodNeeds.Pixels)).Select(method => method.Key)] : args[3].Split(',');
        KeyValuePair<string, string>[] pairs = SeededRuns.Options(args[4..]);
        Console.WriteLine($"{string.Join(' ', args[1..])}\n\n| set | method | ACC mean ± sd | NMI | ARI | seconds | peak MiB | ACC by seed |\n|---|---|---|---|---|---|---|---|");
        long start = Stopwatch.GetTimestamp();
        foreach (LabelledSet whole in LabelledSet.ReadAll(folder, args[1].Split(',')))
        {
            LabelledSet set = SeededRuns.Rows(whole, pairs);
            foreach (string key in methods)
            {
                Console.WriteLine(Row(set, key, pairs, first, last));
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nAll together, concepts and reading included: {Stopwatch.GetElapsedTime(start).TotalMinutes:F1} minutes on {Environment.ProcessorCount} cores."));
        return 0;
    }

    private static string Row(LabelledSet set, string key, KeyValuePair<string, string>[] pairs, int first, int last)
    {
        ClusteringMethod method = ClusteringMethods.Get(key);
        Dictionary<string, string> options = pairs.Where(pair => Has(method, pair.Key)).ToDictionary();
        if (Has(method, "featureNorm"))
        {
            options.TryAdd("featureNorm", set.FeatureNorm.ToString("R", CultureInfo.InvariantCulture));
        }

        IClusterer clusterer = method.Create(method.ReadOptions(options));
        TimeSpan? budget = SeededRuns.Budget(pairs);
        List<Scores> scores = [];
        List<double> seconds = [];
        (int cut, double peak) = (0, 0);
        for (int seed = first; seed <= last; seed++)
        {
            ClusterInput input = set.Of(seed, concepts: !method.Needs.HasFlag(MethodNeeds.Pixels));
            FitContext context = new(seed) { Budget = budget };
            (Partition partition, double taken, double held) = SeededRuns.Fit(clusterer, input, context);
            cut += context.Warnings.Any(warning => warning.EndsWith("was spent.", StringComparison.Ordinal)) ? 1 : 0;
            peak = Math.Max(peak, held);
            seconds.Add(taken);
            scores.Add(Metrics.Score(set.Labels, partition.Labels));
            foreach (FitStage stage in partition.Stages)
            {
                Console.Error.WriteLine($"{set.Name} {key} {seed} {(stage.Accepted ? '+' : '-')} {stage.Name}: {stage.Reason}");
            }
        }

        string by = string.Join(' ', scores.Select(score => SeededRuns.Percent(score.Accuracy)));
        return string.Create(CultureInfo.InvariantCulture,
            $"| {set.Name} | `{key}` | {SeededRuns.Percent(scores.Average(s => s.Accuracy))} ± {SeededRuns.Percent(SeededRuns.Deviation([.. scores.Select(s => s.Accuracy)]))} | {SeededRuns.Percent(scores.Average(s => s.Nmi))} | {SeededRuns.Percent(scores.Average(s => s.Ari))} | {seconds.Average():F1}{(cut > 0 ? $" ({cut} cut)" : "")} | {peak:F0} | {by} |");
    }

    private static bool Has(ClusteringMethod method, string option) => method.Options.Any(candidate => candidate.Name == option);
}
