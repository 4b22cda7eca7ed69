using System.Diagnostics;
using TacWeb.Clustering.Centroids;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;

namespace TacWeb.Benchmarks.Clustering;

/// <summary>Spherical k-means iterations, N 50,000, d 512, k 167, and exact neighbours, N 20,000.</summary>
internal static class CentroidBenchmark
{
    public static int Run(string[] args)
    {
        const int n = 50_000, d = 512, k = 167;
        Vectors rows = MadeRows.Unit(n, d, 300, 1);
        double rate = GemmRate.Measure();
        Time(rows, k, 1, 2);
        double few = Enumerable.Range(0, 3).Min(_ => Time(rows, k, 1, 2).Seconds), more = Enumerable.Range(0, 3).Min(_ => Time(rows, k, 1, 7).Seconds);
        double iteration = 1000 * (more - few) / 5, floor = 1000 * 2.0 * n * d * k / rate;
        Console.WriteLine($"spherical k-means N {n} d {d} k {k}: {iteration:F0} ms an iteration, floor {floor:F0} ms ({rate / 1e9:F0} GF/s), reached {100 * floor / iteration:F0} %; seeding and 2 iterations {few:F2} s");
        foreach (int starts in new[] { 1, 3, 10 })
        {
            (double seconds, CentroidResult best) = Time(rows, k, starts, 300);
            Console.WriteLine($"  {starts} starts: {seconds:F1} s, objective a row {best.Objective / n:F6}, {best.Iterations} iterations of the best");
        }

        long start = Stopwatch.GetTimestamp();
        Vectors some = new("some", d, unit: true, rows.Values[..(20_000 * d)]);
        Neighbours.Find(some, 50, default);
        double neighbours = Stopwatch.GetElapsedTime(start).TotalSeconds, least = 20_000.0 * 20_000 * d / rate;
        Console.WriteLine($"neighbours 20,000×{d}, 50 each: {neighbours:F2} s, floor {least:F2} s, reached {100 * least / neighbours:F0} %");
        return 0;
    }

    private static (double Seconds, CentroidResult Result) Time(Vectors rows, int k, int starts, int iterations)
    {
        long start = Stopwatch.GetTimestamp();
        CentroidResult result = CentroidSearch.Best([rows], k, new CentroidSettings(Spherical: true, starts, iterations, Seed: 0), default);
        return (Stopwatch.GetElapsedTime(start).TotalSeconds, result);
    }
}
