using TacWeb.Core.Jobs;
using TacWeb.Core.Runs;
using TacWeb.Pipeline.Export;

namespace TacWeb.Pipeline.Fit;

/// <summary>Collects the seconds of a fit's stages, and passes epochs on as progress.</summary>
internal sealed class StageClock
{
    private readonly TimeProvider _time;
    private readonly List<StageTiming> _timings = [];
    private long _begun;
    private double _inner;

    public StageClock(TimeProvider time, IProgress<JobProgress>? progress)
    {
        _time = time;
        Stages = new Sink<(string Stage, TimeSpan Duration)>(part => Append(part.Stage, part.Duration.TotalSeconds, progress));
        Epochs = new Sink<EpochReport>(epoch => progress?.Report(new JobProgress("train", (double)epoch.Epoch / epoch.Epochs, $"epoch {epoch.Epoch} of {epoch.Epochs}")));
    }

    public IProgress<(string Stage, TimeSpan Duration)> Stages { get; }

    public IProgress<EpochReport> Epochs { get; }

    public IReadOnlyList<StageTiming> Timings => _timings;

    public void Begin() => (_begun, _inner) = (_time.GetTimestamp(), 0);

    /// <summary>Adds what the stage took beside the parts that it told of itself; a method that reports the same name keeps its own number.</summary>
    public void Add(string stage)
    {
        if (_timings.All(timing => timing.Stage != stage))
        {
            _timings.Add(Timing(stage, _time.GetElapsedTime(_begun).TotalSeconds - _inner));
        }
    }

    private void Append(string stage, double seconds, IProgress<JobProgress>? progress)
    {
        _inner += seconds;
        _timings.Add(Timing(stage, seconds));
        progress?.Report(new JobProgress(stage, 1));
    }

    private static StageTiming Timing(string stage, double seconds) => new(stage, Math.Round(Math.Max(0, seconds), 3));

    private sealed class Sink<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}
