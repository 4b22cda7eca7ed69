using System.Globalization;
using TacWeb.Benchmarks.Clustering;
using TacWeb.Clustering.Concepts;
using TacWeb.Pipeline;
using TacWeb.Pipeline.Export;

namespace TacWeb.Benchmarks.Walk;

/// <summary>Every stage of the walk in a fresh data folder: seconds, its floor (operations over the rate of a large product measured just before), and the share reached.</summary>
internal static class StagesBenchmark
{
    // The embedded towers. Image: EfficientNet-Lite2 has 0.869 G multiply-adds at 260² (published), scaled by area to 128².
    // Text: four layers of 384 with inner width 1,536; a word is 5.1 tokens on average (models/mini/MODEL_CARD.md).
    private const double ImageOperations = 2 * 0.869e9 * 128 * 128 / (260 * 260);
    private const double TokenOperations = 2.0 * 4 * ((4 * 384 * 384) + (2 * 384 * 1536));
    private const double TokensPerNoun = 5.1;

    /// <param name="args">The zip; <c>--k 10</c>.</param>
    public static int Run(string[] args)
    {
        using Walk walk = new([.. args, .. args.Contains("--k") ? Array.Empty<string>() : ["--k", "10"]]);
        string machine = Walk.Machine();
        double rate = GemmRate.Measure();
        MethodResult result = walk.Run("tac", 1).Methods[0];
        Report report = result.Report;
        Console.WriteLine($"{machine}; {report.Dataset!.Images} images, k {report.K}, {report.Vocabulary!.Nouns} nouns, {report.Vocabulary.Kept} kept; GEMM 2048³ {rate / 1e9:F0} GF/s\n");
        Console.WriteLine("| stage | seconds | floor s | reached | what the floor counts |\n|---|---|---|---|---|");
        foreach (StageTiming timing in report.Timings)
        {
            (double operations, string what) = Floor(timing.Stage, report);
            double floor = operations / rate;
            string reached = operations > 0 ? string.Create(CultureInfo.InvariantCulture, $"{floor:F3} | {100 * floor / Math.Max(timing.Seconds, 1e-3):F0} %") : "– | –";
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {timing.Stage} | {timing.Seconds:F2} | {reached} | {what} |"));
        }

        Console.WriteLine($"\nPeak memory {report.PeakMemoryMiB} MiB.");
        return 0;
    }

    private static (double Operations, string What) Floor(string stage, Report report)
    {
        double n = report.Dataset!.Images, d = report.Encoder!.Dimension, k = report.K, v = report.Vocabulary!.Nouns, m = report.Vocabulary.Kept;
        double centres = NounFilter.CentreCount((int)n, (int)k, (int)n);
        return stage switch
        {
            "embed" => (n * ImageOperations, "image tower, 0.42 G a picture; decoding and resizing not counted"),
            "nouns" => (v * TokensPerNoun * TokenOperations, "text tower's products, 5.1 tokens a noun"),
            "centres" => (2 * n * d * centres, $"one pass of one start of k-means, {centres} centres"),
            "filter" => (2 * v * d * centres, "nouns × centres"),
            "counterparts" => (2 * 2 * n * m * d, "images × nouns, and the weighted means"),
            "neighbours" => (2 * n * n * d, "two modalities, each pair once"),
            "train" => (Training(report, n, d, k), "forward and backward of both heads, anchors and partners"),
            _ => (0, ""),
        };
    }

    // A linear layer costs 2·in·out a row forward, twice that backward; two heads, each on anchors and partners.
    private static double Training(Report report, double n, double d, double k)
    {
        double hidden = report.Options["hidden"]?.GetValue<double>() ?? Math.Max(d, 512);
        double epochs = report.Options["epochs"]?.GetValue<double>() ?? (Math.Floor(n / 512) * 20 >= 180 ? 20 : Math.Max(20, Math.Ceiling(300 / Math.Ceiling(n / Math.Min(512, n)))));
        return epochs * n * 2 * 2 * 3 * 2 * ((d * hidden) + (hidden * k));
    }
}
