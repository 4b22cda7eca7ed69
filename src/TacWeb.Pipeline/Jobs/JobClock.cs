using TacWeb.Core.Jobs;

namespace TacWeb.Pipeline.Jobs;

/// <summary>Turns the stages' own progress into that of the whole job, and tells how long the rest takes. Safe for many threads.</summary>
internal sealed class JobClock(TimeProvider time)
{
    /// <summary>Below this share of a stage its pace says nothing yet.</summary>
    private const double Telling = 0.05;

    private readonly Lock _lock = new();
    private IReadOnlyList<StageEstimate> _plan = [];
    private int _at = -1;
    private JobProgress _current;
    private double _fraction;
    private long _stageBegan;
    private double _stageFrom;

    /// <summary>The stages to come.</summary>
    public void Plan(IReadOnlyList<StageEstimate> plan)
    {
        lock (_lock)
        {
            (_plan, _at) = (plan, -1);
        }
    }

    /// <summary>Takes a word of progress.</summary>
    /// <returns>Whether a new stage began.</returns>
    public bool Report(JobProgress progress)
    {
        lock (_lock)
        {
            // the same name again from the start is the next stage of that name: another method, another seed
            bool begins = progress.Step != _current.Step || progress.Fraction < _current.Fraction;
            bool renamed = progress.Step != _current.Step;
            _current = progress;
            if (begins)
            {
                (_stageBegan, _stageFrom) = (time.GetTimestamp(), progress.Fraction);
                int next = Next(progress.Step);
                _at = next < 0 ? _at : next;
            }

            _fraction = Math.Max(_fraction, Whole());
            return renamed;
        }
    }

    /// <summary>Where the job stands.</summary>
    public JobStatus Status()
    {
        lock (_lock)
        {
            return new JobStatus(_current, _fraction, Left());
        }
    }

    private int Next(string step)
    {
        for (int i = _at + 1; i < _plan.Count; i++)
        {
            if (_plan[i].Step == step)
            {
                return i;
            }
        }

        return -1;
    }

    private double Whole()
    {
        if (_plan.Count == 0)
        {
            return _current.Fraction;
        }

        double all = _plan.Sum(stage => stage.Seconds), done = _plan.Take(Math.Max(0, _at)).Sum(stage => stage.Seconds);
        double here = _at >= 0 && _plan[_at].Step == _current.Step ? _plan[_at].Seconds * Math.Clamp(_current.Fraction, 0, 1) : 0;
        return all <= 0 ? 0 : Math.Clamp((done + here) / all, 0, 1);
    }

    private TimeSpan? Left()
    {
        double share = _current.Fraction - _stageFrom;
        double elapsed = _stageBegan == 0 ? 0 : time.GetElapsedTime(_stageBegan).TotalSeconds;
        bool planned = _at >= 0 && _plan[_at].Step == _current.Step;
        if (share < Telling && !planned)
        {
            return null;
        }

        double here = share >= Telling ? elapsed / share * (1 - _current.Fraction) : (_plan[_at].Seconds * (1 - _stageFrom)) - elapsed;
        return here < 0
            ? null // longer than planned, and no pace to go by
            : TimeSpan.FromSeconds(here + _plan.Skip(_at + 1).Sum(stage => stage.Seconds));
    }
}
