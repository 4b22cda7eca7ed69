using System.Diagnostics;

namespace TacWeb.Clustering;

/// <summary>Measures the named parts of a fit for <see cref="FitContext.Stages"/>.</summary>
internal static class StageTiming
{
    public static T Timed<T>(this FitContext? context, string stage, Func<T> work)
    {
        long start = Stopwatch.GetTimestamp();
        T result = work();
        context?.Stages?.Report((stage, Stopwatch.GetElapsedTime(start)));
        return result;
    }
}
