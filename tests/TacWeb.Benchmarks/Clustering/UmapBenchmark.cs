using System.Diagnostics;
using TacWeb.Clustering.Projection;
using TacWeb.Clustering.Tests.Projection;
using TacWeb.Core.Numerics;

namespace TacWeb.Benchmarks.Clustering;

/// <summary>The map: time and trustworthiness on given vectors, then time on 100,000×512 made rows, with the share of true neighbours that the descent found.</summary>
internal static class UmapBenchmark
{
    private const int Neighbours = 15;

    /// <param name="args">An .npy of vectors; without it only the made rows.</param>
    public static int Run(string[] args)
    {
        foreach (string path in args)
        {
            using FileStream stream = File.OpenRead(path);
            Measure(Path.GetFileName(path), NpyFile.ReadUnitMatrix(stream, path, out _), trust: true);
        }

        Measure("made", MadeRows.Unit(100_000, 512, 300, 1), trust: false);
        return 0;
    }

    private static void Measure(string name, Vectors rows, bool trust)
    {
        Recall(rows);
        foreach (int seed in new[] { 0, 1 })
        {
            long start = Stopwatch.GetTimestamp();
            Vectors map = new Umap().Project(rows, seed);
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            Console.WriteLine($"{name} {rows.Count}×{rows.Dimension}, seed {seed}: {seconds:F1} s{(trust ? $", trustworthiness {Trustworthiness.Of(rows, map, Neighbours):F4}" : "")}");
        }
    }

    private static void Recall(Vectors rows)
    {
        long start = Stopwatch.GetTimestamp();
        NeighbourTable exact = NeighbourTable.Exact(rows, Neighbours, default);
        double exactSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        start = Stopwatch.GetTimestamp();
        NeighbourTable found = NeighbourDescent.Find(rows, Neighbours, 0, default);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        long hits = 0;
        for (int row = 0; row < rows.Count; row++)
        {
            hits += found.Rows(row).ToArray().Intersect(exact.Rows(row).ToArray()).Count();
        }

        Console.WriteLine($"  neighbours: exact {exactSeconds:F1} s, descent {seconds:F1} s with {100.0 * hits / rows.Count / Neighbours:F1} % of them");
    }
}
