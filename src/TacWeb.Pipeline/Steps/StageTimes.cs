using System.Text.Json;
using TacWeb.Pipeline.Export;

namespace TacWeb.Pipeline.Steps;

/// <summary>Seconds by stage, in the order in which the stages first ran.</summary>
internal sealed class StageTimes : IProgress<(string Stage, TimeSpan Duration)>
{
    private readonly List<(string Stage, double Seconds)> _times = [];

    /// <summary>The times, to the millisecond.</summary>
    public IReadOnlyList<StageTiming> Timings => [.. _times.Select(time => new StageTiming(time.Stage, Math.Round(time.Seconds, 3)))];

    /// <summary>Seconds of all stages.</summary>
    public double Total => _times.Sum(time => time.Seconds);

    /// <summary>Adds to a stage.</summary>
    public void Add(string stage, double seconds)
    {
        int index = _times.FindIndex(time => time.Stage == stage);
        if (index < 0)
        {
            _times.Add((stage, seconds));
        }
        else
        {
            _times[index] = (stage, _times[index].Seconds + seconds);
        }
    }

    /// <summary>Adds all times of another.</summary>
    public void Add(StageTimes other) => other._times.ForEach(time => Add(time.Stage, time.Seconds));

    /// <inheritdoc/>
    public void Report((string Stage, TimeSpan Duration) value) => Add(value.Stage, value.Duration.TotalSeconds);

    /// <summary>What of a whole duration no stage has claimed goes to one stage.</summary>
    public void Cover(TimeSpan whole, string stage) => Add(stage, Math.Max(0, whole.TotalSeconds - Total));

    /// <summary>For the job's row.</summary>
    public string ToJson() => JsonSerializer.Serialize(Timings);

    /// <summary>From the job's row.</summary>
    public static StageTimes FromJson(string json)
    {
        StageTimes times = new();
        foreach (StageTiming timing in JsonSerializer.Deserialize<StageTiming[]>(json)!)
        {
            times.Add(timing.Stage, timing.Seconds);
        }

        return times;
    }
}
