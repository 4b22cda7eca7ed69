using System.Diagnostics;
using System.Globalization;
using TacWeb.Clustering;
using TacWeb.Core.Runs;

namespace TacWeb.Benchmarks.Clustering;

/// <summary>What the benchmarks over several seeds share: reading their arguments, measuring a fit, and how scores are written.</summary>
internal static class SeededRuns
{
    /// <summary><c>0-4</c> as the first and the last seed; <c>3</c> as both.</summary>
    public static (int First, int Last) Seeds(string text)
    {
        int[] ends = [.. text.Split('-').Select(part => int.Parse(part, CultureInfo.InvariantCulture))];
        return (ends[0], ends[^1]);
    }

    /// <summary>Options written as <c>name=value</c>.</summary>
    public static KeyValuePair<string, string>[] Options(IEnumerable<string> args) => [.. args.Select(pair => KeyValuePair.Create(pair.Split('=')[0], pair.Split('=')[1]))];

    /// <summary>The time of each fit, from <c>budget=60s</c> among the options; null without one.</summary>
    public static TimeSpan? Budget(IEnumerable<KeyValuePair<string, string>> options) => options.FirstOrDefault(pair => pair.Key == "budget").Value is { } limit ? TimeBudget.Read(limit) : null;

    /// <summary>A method with those of the options that it has.</summary>
    public static IClusterer Create(ClusteringMethod method, IEnumerable<KeyValuePair<string, string>> options) =>
        method.Create(method.ReadOptions(options.Where(pair => method.Options.Any(option => option.Name == pair.Key))));

    /// <summary>The images of a set that <c>rows=N</c> asks for; all without it.</summary>
    public static LabelledSet Rows(LabelledSet set, IEnumerable<KeyValuePair<string, string>> options) =>
        options.FirstOrDefault(pair => pair.Key == "rows").Value is { } rows ? set.Few(int.Parse(rows, CultureInfo.InvariantCulture)) : set;

    /// <summary>A fit with its seconds and the most memory that it held, in MiB.</summary>
    public static (Partition Partition, double Seconds, double Peak) Fit(IClusterer clusterer, ClusterInput input, FitContext context)
    {
        PeakMemory.Reset();
        long start = Stopwatch.GetTimestamp();
        Partition partition = clusterer.Fit(input, context);
        return (partition, Stopwatch.GetElapsedTime(start).TotalSeconds, PeakMemory.MiB());
    }

    /// <summary>A fraction in percent, one decimal.</summary>
    public static string Percent(double value) => (100 * value).ToString("F1", CultureInfo.InvariantCulture);

    /// <summary>Standard deviation, divided by n.</summary>
    public static double Deviation(IReadOnlyCollection<double> values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }
}
