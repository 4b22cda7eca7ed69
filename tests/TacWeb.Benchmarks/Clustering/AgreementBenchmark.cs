using System.Diagnostics;
using System.Globalization;
using TacWeb.Clustering;
using TacWeb.Clustering.Methods.Beyond.Stages;
using TacWeb.Clustering.Training;
using TacWeb.Core.Evaluation;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Benchmarks.Clustering;

/// <summary>What label-free measures say of each method on kept vectors, beside its accuracy: how two halves of the images, clustered apart, agree on all of them, how two seeds agree, and how well a linear classifier learns the labels.</summary>
internal static class AgreementBenchmark
{
    private const int Splits = 2;

    /// <param name="args">Folder, names (a,b), seeds (0-1), methods (kmeans,jule), then options rows=N, budget=60s, name=value.</param>
    public static int Run(string[] args)
    {
        (int first, int last) = SeededRuns.Seeds(args[2]);
        KeyValuePair<string, string>[] pairs = SeededRuns.Options(args[4..]);
        Console.WriteLine($"agreement {string.Join(' ', args[1..])}\n\n| set | seed | method | ACC | ARI of halves | mean Jaccard of halves | ARI of seeds | generalisation | evenness | seconds of a fit |\n|---|---|---|---|---|---|---|---|---|---|");
        foreach (LabelledSet whole in LabelledSet.ReadAll(args[0], args[1].Split(',')))
        {
            LabelledSet set = SeededRuns.Rows(whole, pairs);
            for (int seed = first; seed <= last; seed++)
            {
                Generalisation generalisation = new(set.Images, seed, default);
                foreach (string key in args[3].Split(','))
                {
                    Console.WriteLine(Row(set, key, pairs, seed, generalisation));
                }
            }
        }

        return 0;
    }

    private static string Row(LabelledSet set, string key, KeyValuePair<string, string>[] pairs, int seed, Generalisation generalisation)
    {
        IClusterer clusterer = SeededRuns.Create(ClusteringMethods.Get(key), pairs);
        int k = set.Labels.Distinct().Count();
        long start = Stopwatch.GetTimestamp();
        IReadOnlyList<int> labels = Fit(set.Images, seed).Labels;
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        double seeds = Metrics.Score([.. labels], Fit(set.Images, seed + 100).Labels).Ari;
        List<double> jaccards = [];
        double halves = Halves.Agreement(set.Images.Count, Splits, split => Seeds.Stream(seed, 3650 + split), Half, (one, two) =>
        {
            jaccards.Add(MeanJaccard.Of(one, two));
            return Metrics.Score(one, two).Ari;
        });
        return string.Create(CultureInfo.InvariantCulture,
            $"| {set.Name} | {seed} | `{key}` | {100 * Metrics.Score(set.Labels, labels).Accuracy:F1} | {halves:F3} | {jaccards.Average():F3} | {seeds:F3} | {generalisation.Score(labels, k):F3} | {StageGuard.Entropy(labels, k):F3} | {seconds:F1} |");

        int[] Half(int[] half, int split) => Fit(set.Images.Take([.. half.Order()]), seed + (10 * split)).Assigner!.Assign(set.Images);

        Partition Fit(Vectors images, int of) => clusterer.Fit(new ClusterInput(images) { ClusterCount = k }, new FitContext(of) { Budget = SeededRuns.Budget(pairs) });
    }
}
