using System.Diagnostics;
using System.Globalization;
using TacWeb.Clustering.Methods.External;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Tensors;

namespace TacWeb.Benchmarks.Clustering;

/// <summary>One training step of TAC: B 512, K 10, d = h = 512.</summary>
internal static class TacStepBenchmark
{
    /// <summary>Operations of one step's layer products: four forward passes, and for each the gradients of weights and of the hidden activations.</summary>
    public static double Operations(int batch, int k, int d, int h) => 4 * ((2 * 2.0 * batch * d * h) + (3 * 2.0 * batch * h * k));

    /// <param name="args">Number of threads; none: all.</param>
    public static int Run(string[] args)
    {
        if (args.Length > 0)
        {
            torch.set_num_threads(int.Parse(args[0], CultureInfo.InvariantCulture));
        }

        const int n = 8192, d = 512, k = 10, batch = 512, steps = 300;
        Vectors images = MadeRows.Unit(n, d, k, 1), texts = MadeRows.Unit(n, d, k, 2);
        TacSettings settings = new(1, batch, 0.5, 1, 512);
        using TacTrainer trainer = new(images, texts, k, settings, new TacOptions());
        Random random = new(0);
        double rate = GemmRate.Measure();
        List<double> times = [], processor = [];
        for (int step = 0; step < steps; step++)
        {
            NeighbourBatch rows = new(Draw(random, n, batch), Draw(random, n, batch), Draw(random, n, batch));
            LossMeter losses = new("total", "distillation", "consistency", "balance");
            TimeSpan before = Environment.CpuUsage.TotalTime;
            long start = Stopwatch.GetTimestamp();
            trainer.Step(rows, losses);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            processor.Add((Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
        }

        times.Sort();
        processor.Sort();
        double floor = 1000 * Operations(batch, k, d, 512) / rate;
        Console.WriteLine($"TAC step B {batch} K {k} d = h = {d}: median {times[steps / 2]:F1} ms, best {times[0]:F1} ms, processor {processor[steps / 2]:F1} ms on {torch.get_num_threads()} threads, floor {floor:F1} ms ({rate / 1e9:F0} GF/s), reached {100 * floor / times[steps / 2]:F0} %");
        return 0;
    }

    private static int[] Draw(Random random, int n, int count) => [.. Enumerable.Range(0, count).Select(_ => random.Next(n))];
}
