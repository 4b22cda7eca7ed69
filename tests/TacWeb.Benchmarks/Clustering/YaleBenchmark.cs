using System.Globalization;
using System.IO.Compression;
using TacWeb.Clustering;
using TacWeb.Core.Evaluation;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;
using TacWeb.Encoders.Images;

namespace TacWeb.Benchmarks.Clustering;

/// <summary>Methods on the grey pixels of Extended Yale B, 2,414 faces of 38 people under about 64 lights: one row of <c>docs/results/yaleb.md</c> a method.</summary>
internal static class YaleBenchmark
{
    private const int MostSide = 48;

    /// <param name="args">The zip (one folder a person), methods (party,spectral,kmeans), seeds (0-2), then options name=value.</param>
    public static int Run(string[] args)
    {
        if (args.Length < 3)
        {
            Console.Error.WriteLine("yaleb FILE.zip METHOD[,METHOD…] SEED[-SEED] [name=value…]");
            return 2;
        }

        (Vectors faces, int[] people) = Read(args[0]);
        (int first, int last) = SeededRuns.Seeds(args[2]);
        KeyValuePair<string, string>[] pairs = SeededRuns.Options(args[3..]);
        int classes = people.Distinct().Count();
        Console.WriteLine($"yaleb {string.Join(' ', args[1..])}: {faces.Count} faces of {faces.Dimension} pixels, {classes} people\n\n| method | seeds | ACC mean ± sd | NMI mean ± sd | ARI | seconds | peak MiB | ACC by seed |\n|---|---|---|---|---|---|---|---|");
        foreach (string key in args[1].Split(','))
        {
            Console.WriteLine(Row(key, pairs, new ClusterInput(faces) { ClusterCount = classes }, people, first, last));
        }

        return 0;
    }

    private static string Row(string key, KeyValuePair<string, string>[] pairs, ClusterInput input, int[] people, int first, int last)
    {
        IClusterer clusterer = SeededRuns.Create(ClusteringMethods.Get(key), pairs);
        List<Scores> scores = [];
        List<double> seconds = [];
        double peak = 0;
        for (int seed = first; seed <= last; seed++)
        {
            (Partition partition, double taken, double held) = SeededRuns.Fit(clusterer, input, new FitContext(seed));
            seconds.Add(taken);
            peak = Math.Max(peak, held);
            scores.Add(Metrics.Score(people, partition.Labels));
            Console.Error.WriteLine($"{key} seed {seed}: ACC {SeededRuns.Percent(scores[^1].Accuracy)} NMI {SeededRuns.Percent(scores[^1].Nmi)} in {seconds[^1]:F0} s");
        }

        string by = string.Join(' ', scores.Select(score => SeededRuns.Percent(score.Accuracy)));
        return string.Create(CultureInfo.InvariantCulture,
            $"| `{key}` | {first}–{last} | {Spread(scores, score => score.Accuracy)} | {Spread(scores, score => score.Nmi)} | {SeededRuns.Percent(scores.Average(s => s.Ari))} | {seconds.Average():F0} | {peak:F0} | {by} |");
    }

    /// <summary>Mean ± standard deviation, divided by n.</summary>
    private static string Spread(List<Scores> scores, Func<Scores, double> of) => $"{SeededRuns.Percent(scores.Average(of))} ± {SeededRuns.Percent(SeededRuns.Deviation([.. scores.Select(of)]))}";

    /// <summary>Grey pixels 0 … 1, row-major, of all faces in the order of their paths.</summary>
    private static (Vectors Faces, int[] People) Read(string path)
    {
        using ZipArchive zip = ZipFile.OpenRead(path);
        List<float> values = [];
        List<string> people = [];
        (int width, int height) = (0, 0);
        foreach (ZipArchiveEntry entry in zip.Entries.Where(entry => entry.Length > 0).OrderBy(entry => entry.FullName, StringComparer.Ordinal))
        {
            using MemoryStream bytes = new();
            using (Stream stream = entry.Open())
            {
                stream.CopyTo(bytes);
            }

            using RgbImage image = ImageDecoder.Decode(bytes.ToArray());
            (width, height) = values.Count == 0 ? (image.Width, image.Height) : (width, height);
            if ((image.Width, image.Height) != (width, height) || Math.Max(width, height) > 4 * MostSide)
            {
                throw new InvalidDataException($"{entry.FullName} has {image.Width}×{image.Height} pixels, not {width}×{height}.");
            }

            for (int pixel = 0; pixel < width * height; pixel++)
            {
                values.Add(image.Values[3 * pixel] / 255f); // grey: the three channels are equal
            }

            people.Add(entry.FullName[..entry.FullName.IndexOf('/', StringComparison.Ordinal)]);
        }

        string[] names = [.. people.Distinct()];
        return (new Vectors("yaleb", width * height, unit: false, values.ToArray()), [.. people.Select(person => Array.IndexOf(names, person))]);
    }
}
