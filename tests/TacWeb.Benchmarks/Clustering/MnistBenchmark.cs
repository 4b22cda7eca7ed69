using System.Diagnostics;
using System.Globalization;
using TacWeb.Clustering;
using TacWeb.Core.Evaluation;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Benchmarks.Clustering;

/// <summary>Methods on MNIST's pixels, mean and deviation over seeds, beside the paper's accuracy: one row of <c>docs/results/mnist.md</c> a method.</summary>
internal static class MnistBenchmark
{
    /// <summary>ACC of the papers (methods §3.2).</summary>
    private static readonly Dictionary<string, double> Published = new()
    {
        ["kmeans"] = 53.2,
        ["abdc"] = 76.0,
        ["dec"] = 84.3,
        ["vade"] = 94.5,
        ["clustergan"] = 95,
        ["jule"] = 96.4,
        ["spectralnet"] = 97.1,
        ["imsat"] = 98.4,
        ["rim"] = 58.5,
        ["tell"] = 95.2,
    };

    private const string AutoEncoder = "widths=256-256-512 pretrainEpochs=30 pretrainRate=2e-3 corruption=0.2";

    /// <summary>What <c>table</c> is made with: for each method options that stand unless others are given. A method named alone has its defaults.</summary>
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["kmeans"] = "restarts=1 maxIterations=50",
        ["dec"] = $"{AutoEncoder} epochs=20",
        ["imsat"] = "",
        ["spectralnet"] = "code=10 codeWidths=256-256-512 codeEpochs=30 codeRate=2e-3 corruption=0.2 siameseEpochs=30 neighbours=10",
        ["vade"] = $"{AutoEncoder} bernoulli=true epochs=100",
        ["tell"] = $"{AutoEncoder} clusterWeight=1 epochs=250",
        ["abdc"] = AutoEncoder,
        ["rim"] = "",
        ["den"] = AutoEncoder,
    };

    /// <param name="args">Folder of the idx .gz files, methods (dec,vade; table: all of <see cref="Settings"/>, with these), seeds (0-2), n (70000), then options name=value and budget=600s.</param>
    public static int Run(string[] args)
    {
        if (args.Length < 4)
        {
            Console.Error.WriteLine("mnist FOLDER METHOD[,METHOD…]|table SEED[-SEED] N [name=value…]");
            return 2;
        }

        MnistImages mnist = MnistImages.Read(args[0], int.Parse(args[3], CultureInfo.InvariantCulture));
        (int first, int last) = SeededRuns.Seeds(args[2]);
        KeyValuePair<string, string>[] given = SeededRuns.Options(args[4..]);
        Console.WriteLine($"mnist {string.Join(' ', args[1..])}\n\n| method | n | seeds | ACC mean ± sd | NMI | ARI | seconds | peak MiB | paper's ACC | ACC by seed |\n|---|---|---|---|---|---|---|---|---|---|");
        Dictionary<string, string> asked = args[1] == "table" ? Settings : args[1].Split(',').ToDictionary(key => key, _ => "");
        foreach ((string key, string settings) in asked)
        {
            KeyValuePair<string, string>[] own = SeededRuns.Options(settings.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            Console.WriteLine(Row(key, [.. own.ExceptBy(given.Select(pair => pair.Key), pair => pair.Key), .. given], mnist, first, last));
        }

        return 0;
    }

    private static string Row(string key, KeyValuePair<string, string>[] pairs, MnistImages mnist, int first, int last)
    {
        IClusterer clusterer = SeededRuns.Create(ClusteringMethods.Get(key), pairs);
        ClusterInput input = new(mnist.Rows) { Pixels = mnist.Pixels, ClusterCount = 10 };
        List<Scores> scores = [];
        List<double> seconds = [];
        double peak = 0;
        for (int seed = first; seed <= last; seed++)
        {
            FitContext context = new(seed) { Budget = SeededRuns.Budget(pairs), Progress = new Told(Stopwatch.GetTimestamp()), Stages = new Stages() };
            (Partition partition, double taken, double held) = SeededRuns.Fit(clusterer, input, context);
            seconds.Add(taken);
            peak = Math.Max(peak, held);
            scores.Add(Metrics.Score(mnist.Labels, partition.Labels));
            Console.Error.WriteLine($"{key} seed {seed}: ACC {SeededRuns.Percent(scores[^1].Accuracy)} in {seconds[^1]:F0} s. {string.Join(' ', context.Warnings)}\n{Held(mnist.Labels, partition.Labels)}");
        }

        string by = string.Join(' ', scores.Select(score => SeededRuns.Percent(score.Accuracy)));
        string paper = mnist.Labels.Length < 70_000 ? $"{mnist.Labels.Length / 1000}k, not comparable" : Published.TryGetValue(key, out double published) ? published.ToString("F1", CultureInfo.InvariantCulture) : "—";
        return string.Create(CultureInfo.InvariantCulture,
            $"| `{key}` | {mnist.Labels.Length} | {first}–{last} | {SeededRuns.Percent(scores.Average(s => s.Accuracy))} ± {SeededRuns.Percent(SeededRuns.Deviation([.. scores.Select(s => s.Accuracy)]))} | {SeededRuns.Percent(scores.Average(s => s.Nmi))} | {SeededRuns.Percent(scores.Average(s => s.Ari))} | {seconds.Average():F0} | {peak:F0} | {paper} | {by} |");
    }

    /// <summary>What each cluster holds: its size and the digits that make up a twentieth of it or more.</summary>
    private static string Held(int[] digits, IReadOnlyList<int> clusters)
    {
        Contingency table = Contingency.Of(digits, clusters);
        return string.Join(Environment.NewLine, table.Cells.GroupBy(cell => cell.Cluster).OrderBy(cells => cells.Key).Select(cells =>
        {
            long size = table.ClusterSizes[cells.Key];
            return $"  cluster {cells.Key}, {size}: {string.Join(", ", cells.Where(cell => cell.Count * 20 >= size).OrderByDescending(cell => cell.Count).Select(cell => $"{cell.Class} {SeededRuns.Percent(cell.Count / (double)size)}"))}";
        }));
    }

    private sealed class Told(long start) : IProgress<EpochReport>
    {
        public void Report(EpochReport value) =>
            Console.Error.WriteLine($"{Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s, epoch {value.Epoch} of {value.Epochs}: {string.Join(", ", value.Losses.Select(loss => $"{loss.Name} {loss.Value:F4}"))}");
    }

    private sealed class Stages : IProgress<(string Stage, TimeSpan Duration)>
    {
        public void Report((string Stage, TimeSpan Duration) value) => Console.Error.WriteLine($"{value.Stage}: {value.Duration.TotalSeconds:F1} s");
    }
}
