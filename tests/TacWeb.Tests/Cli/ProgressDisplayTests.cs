using TacWeb.Cli;
using TacWeb.Core.Jobs;

namespace TacWeb.Tests.Cli;

public sealed class ProgressDisplayTests
{
    private readonly StringWriter _error = new();
    private readonly ManualTime _time = new();

    [Fact]
    public void Away_from_a_terminal_a_step_has_at_most_a_dozen_lines()
    {
        using ProgressDisplay progress = new(_error, terminal: false, _time);
        for (int i = 0; i <= 1000; i++)
        {
            progress.Report(new JobProgress("embed", i / 1000.0, $"{i} of 1,000 images"));
        }

        progress.Report(new JobProgress("nouns", 0));
        string[] lines = Lines();
        Assert.InRange(lines.Length, 3, 13);
        Assert.Equal("embed 0%  0 of 1,000 images", lines[0]);
        Assert.Equal("embed 100%  1000 of 1,000 images", lines[^2]);
        Assert.Equal("nouns 0%", lines[^1]);
        Assert.DoesNotContain('\r', _error.ToString().Replace("\r\n", "\n", StringComparison.Ordinal));
    }

    [Fact]
    public void On_a_terminal_it_writes_at_most_four_times_a_second()
    {
        using ProgressDisplay progress = new(_error, terminal: true, _time);
        for (int i = 0; i < 1000; i++)
        {
            progress.Report(new JobProgress("train", i / 1000.0));
            _time.Advance(0.002);
        }

        Assert.InRange(_error.ToString().Count(letter => letter == '\r'), 7, 9);
    }

    [Fact]
    public void On_a_terminal_it_tells_the_time_left()
    {
        using ProgressDisplay progress = new(_error, terminal: true, _time);
        progress.Report(new JobProgress("train", 0.5));
        _time.Advance(30);
        progress.Report(new JobProgress("train", 0.75));
        Assert.Contains(" 75%  0:30 left", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_bar_ends_with_a_fresh_line()
    {
        using (ProgressDisplay progress = new(_error, terminal: true, _time))
        {
            progress.Report(new JobProgress("write", 1));
        }

        Assert.EndsWith(Environment.NewLine, _error.ToString(), StringComparison.Ordinal);
    }

    private string[] Lines() => _error.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
}
