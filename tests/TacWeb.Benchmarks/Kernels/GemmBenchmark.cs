using System.Diagnostics;
using System.Globalization;
using TacWeb.Tensors;
using static TacWeb.Tensors.torch;

namespace TacWeb.Benchmarks.Kernels;

/// <summary>Rates of the matrix product in the shapes that matter, and the time of a training step like TAC's, as Markdown.</summary>
internal static class GemmBenchmark
{
    private static readonly (int M, int K, int N)[] s_shapes =
        [(2048, 2048, 2048), (512, 512, 512), (256, 512, 512), (512, 512, 10), (10, 512, 512), (512, 10, 512), (50_000, 512, 167)];

    /// <summary>Prints both tables. The first argument, if any, limits the number of threads.</summary>
    public static int Run(string[] args)
    {
        int most = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : Environment.ProcessorCount;
        int[] threads = [.. new[] { 1, most }.Distinct()];
        Console.WriteLine($"| m×k×n, GF/s | {string.Join(" | ", threads.Select(t => $"{t} thread(s)"))} |");
        Console.WriteLine($"|---|{string.Concat(threads.Select(_ => "---|"))}");
        foreach ((int m, int k, int n) in s_shapes)
        {
            Row($"{m}×{k}×{n}", threads, () => Rate(m, k, n));
        }

        Console.WriteLine();
        Console.WriteLine($"| ms | {string.Join(" | ", threads.Select(t => $"{t} thread(s)"))} |");
        Console.WriteLine($"|---|{string.Concat(threads.Select(_ => "---|"))}");
        Row("training step like TAC's: two heads 512-512-10, 512 anchors and neighbours", threads, Step);
        Row("top 51 of [1024, 50000]", threads, TopK);
        return 0;
    }

    private static void Row(string name, int[] threads, Func<double> measure)
    {
        string[] values = [.. threads.Select(count =>
        {
            set_num_threads(count);
            return measure().ToString("F1", CultureInfo.InvariantCulture);
        })];
        Console.WriteLine($"| {name} | {string.Join(" | ", values)} |");
    }

    private static double Rate(int m, int k, int n)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = randn(m, k), b = randn(k, n);
        double work = 2.0 * m * k * n;
        double milliseconds = Median((int)Math.Clamp(2e10 / work, 5, 400), () => a.mm(b).Dispose());
        return work / milliseconds / 1e6;
    }

    private static double TopK()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = randn(1024, 50_000);
        return Median(5, () =>
        {
            using DisposeScope inner = NewDisposeScope();
            x.topk(51);
        });
    }

    private static double Step()
    {
        manual_seed(0);
        using DisposeScope scope = NewDisposeScope();
        using nn.Module<Tensor, Tensor> image = Head(), text = Head();
        using Tensors.Modules.Adam optimizer = optim.Adam(image.parameters().Concat(text.parameters()));
        Tensor[] batches = [.. Enumerable.Range(0, 4).Select(_ => nn.functional.normalize(randn(512, 512)))];
        return Median(40, () =>
        {
            using DisposeScope inner = NewDisposeScope();
            Tensor p = image.call(batches[0]), pn = image.call(batches[1]), q = text.call(batches[2]), qn = text.call(batches[3]);
            Tensor loss = Distillation(p, qn) + Distillation(q, pn) - (p * q).sum(1).log().clamp_min(-100).mean() + Entropy(p) + Entropy(q);
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
        });
    }

    private static Tensor Distillation(Tensor p, Tensor q)
    {
        int k = (int)p.shape[1];
        Tensor columns = nn.functional.normalize(cat([p.t(), q.t()]), dim: 1);
        Tensor similarity = (columns.mm(columns.t()) / 0.5).masked_fill(eye(2 * k, dtype: ScalarType.Bool), float.NegativeInfinity);
        return nn.functional.cross_entropy(similarity, (arange(2 * k) + k).sub(arange(2 * k).ge(k).to(ScalarType.Int64) * (2 * k)));
    }

    private static Tensor Entropy(Tensor p)
    {
        Tensor mean = p.mean([0]).clamp_min(1e-9);
        return (mean * mean.log()).sum() * 5;
    }

    private static nn.Module<Tensor, Tensor> Head() => nn.Sequential(
        ("linear1", nn.Linear(512, 512)), ("norm", nn.BatchNorm1d(512)), ("relu", nn.ReLU()), ("linear2", nn.Linear(512, 10)), ("softmax", nn.Softmax(1)));

    private static double Median(int times, Action action)
    {
        for (int i = 0; i < Math.Max(3, times / 4); i++)
        {
            action();
        }

        double[] milliseconds = new double[times];
        for (int i = 0; i < times; i++)
        {
            long start = Stopwatch.GetTimestamp();
            action();
            milliseconds[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(milliseconds);
        return milliseconds[times / 2];
    }
}
