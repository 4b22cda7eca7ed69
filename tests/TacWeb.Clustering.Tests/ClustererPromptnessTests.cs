using System.Diagnostics;
using System.Globalization;
using TacWeb.Testing;

namespace TacWeb.Clustering.Tests;

/// <summary>How promptly every method obeys at 10,000×512 with its defaults: a cancellation within a second, a budget within what its preparation takes.</summary>
public class ClustererPromptnessTests
{
    private static readonly IEnumerable<ClusteringMethod> Methods = ClusteringMethods.All.Where(method => !method.Needs.HasFlag(MethodNeeds.Pixels));
    private static readonly ClusterInput Many = MadeData.Input(count: 10_000, dimension: 512, blobs: 10);

    [SlowFact]
    public void Every_method_ends_within_a_second_of_its_cancellation()
    {
        List<string> late = [];
        foreach (ClusteringMethod method in Methods)
        {
            foreach (double delay in new[] { 0.3, 2.5 })
            {
                double seconds = AfterCancellation(method, delay);
                if (seconds > 1)
                {
                    late.Add(string.Create(CultureInfo.InvariantCulture, $"{method.Key} {seconds:F1} s after {delay} s"));
                }
            }
        }

        Assert.Empty(late);
    }

    [SlowFact]
    public void Every_method_ends_soon_after_its_budget()
    {
        List<string> late = [];
        foreach (ClusteringMethod method in Methods)
        {
            FitContext context = new(0) { Budget = TimeSpan.FromSeconds(1) };
            long start = Stopwatch.GetTimestamp();
            method.Create().Fit(Many, context);
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (seconds > 15)
            {
                late.Add(string.Create(CultureInfo.InvariantCulture, $"{method.Key} {seconds:F1} s"));
            }
        }

        Assert.Empty(late);
    }

    /// <summary>Seconds from the cancellation to the end of the fit; 0 for one that had ended before.</summary>
    private static double AfterCancellation(ClusteringMethod method, double delay)
    {
        using CancellationTokenSource source = new();
        long cancelled = 0;
        using CancellationTokenRegistration note = source.Token.Register(() => Volatile.Write(ref cancelled, Stopwatch.GetTimestamp()));
        source.CancelAfter(TimeSpan.FromSeconds(delay));
        try
        {
            method.Create().Fit(Many, new FitContext(0), source.Token);
        }
        catch (OperationCanceledException)
        {
        }

        long end = Stopwatch.GetTimestamp(), from = Volatile.Read(ref cancelled);
        return from == 0 ? 0 : Stopwatch.GetElapsedTime(from, end).TotalSeconds;
    }
}
