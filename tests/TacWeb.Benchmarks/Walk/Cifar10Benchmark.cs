using System.Globalization;
using TacWeb.Core.Labelling;
using TacWeb.Pipeline;

namespace TacWeb.Benchmarks.Walk;

/// <summary>ACC and NMI of the methods over seeds 0…4 on a labelled set, and the names beside the true classes.</summary>
internal static class Cifar10Benchmark
{
    /// <param name="args">The zip; <c>--k 10</c> <c>--seeds 5</c> <c>--data DIR</c>.</param>
    public static int Run(string[] args)
    {
        using Walk walk = new([.. args, .. args.Contains("--k") ? Array.Empty<string>() : ["--k", "10"]]);
        int seeds = int.Parse(walk.Option("seeds", "5"), CultureInfo.InvariantCulture);
        Console.WriteLine($"{Walk.Machine()}\n\n| method | ACC mean ± sd | NMI mean ± sd | ACC by seed |\n|---|---|---|---|");
        ClusterResult result = walk.Run(walk.Option("method", "kmeans,spherical-kmeans,tac-no-train,tac"), seeds);
        foreach (MethodResult method in result.Methods)
        {
            (var mean, var deviation) = (method.Report.Mean ?? method.Report.Scores!, method.Report.StandardDeviation);
            string each = string.Join(" ", (method.Report.Runs ?? []).Select(run => Percent(run.Scores!.Accuracy)));
            Console.WriteLine($"| `{method.Report.Method}` | {Percent(mean.Accuracy)} ± {Percent(deviation?.Accuracy ?? 0)} | {Percent(mean.Nmi)} ± {Percent(deviation?.Nmi ?? 0)} | {each} |");
        }

        MethodResult last = result.Methods[^1];
        Dictionary<int, (string Class, double Share)> majorities = Assignments.Majorities(last);
        Console.WriteLine($"\nNames of `{last.Report.Method}`, seed {last.Report.Seed} (the lowest loss):\n\n| majority class | share | name | next concepts |\n|---|---|---|---|");
        foreach (NamedCluster cluster in last.Clusters.Where(cluster => cluster.Size > 0).OrderBy(cluster => majorities[cluster.Id].Class, StringComparer.Ordinal))
        {
            string next = string.Join(", ", cluster.Concepts.Select(concept => concept.Lemma).Where(lemma => lemma != cluster.Name).Take(4));
            Console.WriteLine($"| {majorities[cluster.Id].Class} | {Percent(majorities[cluster.Id].Share)} | {cluster.Name} | {next} |");
        }

        return 0;
    }

    private static string Percent(double value) => (100 * value).ToString("0.0", CultureInfo.InvariantCulture);
}
