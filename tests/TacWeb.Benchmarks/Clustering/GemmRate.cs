using System.Diagnostics;
using TacWeb.Tensors;

namespace TacWeb.Benchmarks.Clustering;

/// <summary>What a large product reaches on this machine right now: the floor of every stage is its operations over this rate.</summary>
internal static class GemmRate
{
    /// <summary>Operations a second of 2048³ in float32, best of five.</summary>
    public static double Measure()
    {
        const int n = 2048;
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor a = torch.randn(n, n), b = torch.randn(n, n);
        double best = double.PositiveInfinity;
        for (int repeat = 0; repeat < 5; repeat++)
        {
            long start = Stopwatch.GetTimestamp();
            torch.mm(a, b).Dispose();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return 2.0 * n * n * n / best;
    }
}
