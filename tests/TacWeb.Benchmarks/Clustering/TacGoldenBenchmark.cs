using System.Diagnostics;
using System.Globalization;
using TacWeb.Clustering;
using TacWeb.Clustering.Methods.External;
using TacWeb.Core.Concepts;
using TacWeb.Core.Evaluation;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Benchmarks.Clustering;

/// <summary>TAC on given embeddings and counterparts, several seeds, with the time of each stage against its floor.</summary>
internal static class TacGoldenBenchmark
{
    /// <param name="args">Folder with images.npy, counterparts.npy, labels.npy; number of seeds (10); K (10); methods (all four).</param>
    public static int Run(string[] args)
    {
        string folder = args[0];
        int seeds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 10, k = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 10;
        Vectors images = Matrix(folder, "images.npy"), counterparts = Matrix(folder, "counterparts.npy");
        using FileStream stream = File.OpenRead(Path.Combine(folder, "labels.npy"));
        int[] labels = NpyFile.ReadLabels(stream, "labels.npy");
        ConceptSpace concepts = new([], new Vectors("none", counterparts.Dimension, unit: true, ReadOnlyMemory<float>.Empty), counterparts);
        ClusterInput input = new(images) { ClusterCount = k, Concepts = concepts };
        double rate = GemmRate.Measure();
        Console.WriteLine($"N {images.Count}, d {images.Dimension}, K {k}; GEMM 2048³ {rate / 1e9:F0} GF/s");
        foreach (string key in args.Length > 3 ? args[3..] : ["kmeans", "spherical-kmeans", "tac-no-train", "tac"])
        {
            Fit(key, input, labels, seeds, rate);
        }

        return 0;
    }

    private static void Fit(string key, ClusterInput input, int[] labels, int seeds, double rate)
    {
        List<Scores> scores = [];
        Dictionary<string, List<double>> stages = [];
        for (int seed = 0; seed < seeds; seed++)
        {
            FitContext context = new(seed) { Stages = new Sink(stages) };
            long start = Stopwatch.GetTimestamp();
            Partition partition = ClusteringMethods.Get(key).Create().Fit(input, context);
            scores.Add(Metrics.Score(labels, partition.Labels));
            string loss = partition.History.Count == 0 ? "" : $" loss {partition.History[^1].Losses[0].Value:F4}";
            Console.WriteLine($"  {key} seed {seed}: ACC {100 * scores[^1].Accuracy:F1} NMI {100 * scores[^1].Nmi:F1} ARI {100 * scores[^1].Ari:F1}{loss} in {Stopwatch.GetElapsedTime(start).TotalSeconds:F2} s");
        }

        Console.WriteLine($"{key}: ACC {100 * scores.Average(score => score.Accuracy):F2} NMI {100 * scores.Average(score => score.Nmi):F2} ARI {100 * scores.Average(score => score.Ari):F2}, mean of {seeds}");
        foreach ((string stage, List<double> seconds) in stages)
        {
            seconds.Sort();
            double median = seconds[seconds.Count / 2], floor = Operations(key, stage, input) / rate;
            Console.WriteLine(floor > 0 ? $"  {stage}: {median:F2} s, floor {floor:F2} s, reached {100 * floor / median:F0} %" : $"  {stage}: {median:F2} s");
        }
    }

    /// <summary>Multiplications and additions of the matrix products alone.</summary>
    private static double Operations(string key, string stage, ClusterInput input)
    {
        double n = input.Images.Count, d = input.Images.Dimension;
        int k = input.ClusterCount!.Value;
        TacSettings settings = TacSettings.Resolve(new TacOptions(), input.Images.Count, k, input.Images.Dimension);
        return (key, stage) switch
        {
            ("tac", "neighbours") => 2 * n * n * d, // two modalities, each pair once
            ("tac", "train") => input.Images.Count / settings.BatchSize * (double)settings.Epochs * TacStepBenchmark.Operations(settings.BatchSize, k, (int)d, settings.Hidden),
            _ => 0,
        };
    }

    private static Vectors Matrix(string folder, string name)
    {
        using FileStream stream = File.OpenRead(Path.Combine(folder, name));
        return NpyFile.ReadUnitMatrix(stream, name, out _);
    }

    private sealed class Sink(Dictionary<string, List<double>> stages) : IProgress<(string Stage, TimeSpan Duration)>
    {
        public void Report((string Stage, TimeSpan Duration) value)
        {
            if (!stages.TryGetValue(value.Stage, out List<double>? seconds))
            {
                stages.Add(value.Stage, seconds = []);
            }

            seconds.Add(value.Duration.TotalSeconds);
        }
    }
}
