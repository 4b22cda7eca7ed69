using System.Globalization;
using TacWeb.Core.Jobs;

namespace TacWeb.Pipeline.Steps;

/// <summary>Passes progress on at most 4 times a second; the first and the last word of a step always pass. Safe for many threads.</summary>
internal sealed class ProgressMeter(IProgress<JobProgress>? sink, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly Lock _lock = new();
    private string? _step;
    private long _last;

    /// <summary>Reports a count, for example <c>3,200 of 10,000 images</c>.</summary>
    public void Report(string step, long done, long all, string things)
    {
        double fraction = all == 0 ? 1 : (double)done / all;
        if (IsDue(step, fraction))
        {
            sink!.Report(new JobProgress(step, fraction, string.Create(CultureInfo.InvariantCulture, $"{done:N0} of {all:N0} {things}")));
        }
    }

    /// <summary>Reports a fraction with a phrase.</summary>
    public void Report(string step, double fraction, string? detail = null)
    {
        if (IsDue(step, fraction))
        {
            sink!.Report(new JobProgress(step, fraction, detail));
        }
    }

    private bool IsDue(string step, double fraction)
    {
        if (sink is null)
        {
            return false;
        }

        lock (_lock)
        {
            bool due = step != _step || fraction >= 1 || time.GetElapsedTime(_last) >= Pause;
            if (due)
            {
                (_step, _last) = (step, time.GetTimestamp());
            }

            return due;
        }
    }
}
