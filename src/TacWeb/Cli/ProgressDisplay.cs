using System.Globalization;
using TacWeb.Core.Jobs;

namespace TacWeb.Cli;

/// <summary>Shows progress: one bar with the time left on a terminal, else a line a step and about every tenth of it.</summary>
internal sealed class ProgressDisplay(TextWriter error, bool terminal, TimeProvider time) : IProgress<JobProgress>, IDisposable
{
    private const int BarWidth = 28;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly Lock _gate = new();
    private string? _step;
    private double _shown;
    private long _stepStarted;
    private double _startFraction;
    private long _lastWrite;
    private bool _open;

    /// <inheritdoc/>
    public void Report(JobProgress value)
    {
        lock (_gate)
        {
            bool first = value.Step != _step;
            if (first)
            {
                Begin(value);
            }

            if (terminal)
            {
                Bar(value, first);
            }
            else if (first || value.Fraction >= _shown + 0.1 || (value.Fraction >= 1 && _shown < 1))
            {
                Line(value);
            }
        }
    }

    /// <summary>Leaves the terminal on a fresh line.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            Close();
        }
    }

    private void Begin(JobProgress value)
    {
        Close();
        (_step, _shown, _startFraction, _stepStarted) = (value.Step, double.NegativeInfinity, value.Fraction, time.GetTimestamp());
    }

    private void Close()
    {
        if (_open)
        {
            error.WriteLine();
            _open = false;
        }
    }

    private void Line(JobProgress value)
    {
        _shown = value.Fraction;
        error.WriteLine($"{value.Step} {Percent(value.Fraction)}{Detail(value)}");
    }

    private void Bar(JobProgress value, bool first)
    {
        long now = time.GetTimestamp();
        if (!first && value.Fraction < 1 && time.GetElapsedTime(_lastWrite, now) < Pause)
        {
            return;
        }

        _lastWrite = now;
        int filled = (int)Math.Round(Math.Clamp(value.Fraction, 0, 1) * BarWidth);
        string bar = new string('█', filled) + new string('░', BarWidth - filled);
        error.Write($"\r\u001b[K{value.Step,-13}{bar} {Percent(value.Fraction),4}{TimeLeft(value.Fraction, now)}{Detail(value)}");
        error.Flush();
        _open = true;
    }

    private string TimeLeft(double fraction, long now)
    {
        double done = fraction - _startFraction;
        TimeSpan spent = time.GetElapsedTime(_stepStarted, now);
        if (done <= 0.01 || fraction >= 1 || spent < TimeSpan.FromSeconds(2))
        {
            return "";
        }

        TimeSpan left = spent * ((1 - fraction) / done);
        string text = left.TotalHours >= 1 ? left.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture) : left.ToString(@"m\:ss", CultureInfo.InvariantCulture);
        return $"  {text} left";
    }

    private static string Percent(double fraction) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(Math.Clamp(fraction, 0, 1) * 100):0}%");

    private static string Detail(JobProgress value) => value.Detail is { Length: > 0 } detail ? $"  {detail}" : "";
}
