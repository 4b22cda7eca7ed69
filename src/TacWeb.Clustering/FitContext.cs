using System.Diagnostics;
using System.Globalization;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering;

/// <summary>What surrounds one fit.</summary>
/// <param name="Seed">Every random number of the fit comes from it.</param>
public sealed record FitContext(int Seed)
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly List<string> _warnings = [];

    /// <summary>Told after each epoch; may be null.</summary>
    public IProgress<EpochReport>? Progress { get; init; }

    /// <summary>Told the seconds of each named part of a fit (<c>neighbours</c>, <c>train</c>); may be null.</summary>
    public IProgress<(string Stage, TimeSpan Duration)>? Stages { get; init; }

    /// <summary>How long the fit may train, from the making of this context on; null: as long as it takes. A method that stops early says so by <see cref="Warn"/>.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>Whether <see cref="Budget"/> is spent: training loops end at the next step with what they have.</summary>
    public bool OutOfTime => Spent >= 1;

    /// <summary>The part of <see cref="Budget"/> that is spent, 0 and up; 0 without one. What a method plans over its epochs (a warm-up, a falling rate, the share of a stage) goes by it under a budget.</summary>
    public double Spent => Budget is { } budget ? budget > TimeSpan.Zero ? Stopwatch.GetElapsedTime(_start) / budget : 1 : 0;

    /// <summary>Whether the budget is spent; where it is, the user is told what ended early.</summary>
    /// <param name="stopped">What did, as the start of a sentence: <c>Training stopped in epoch 3 of 20</c>.</param>
    public bool Stops(string stopped)
    {
        bool spent = OutOfTime;
        if (spent)
        {
            WarnOf(stopped, "its time of");
        }

        return spent;
    }

    /// <summary>Whether a stage has used up its part of the budget; where it has, and time is left for the rest, the user is told so.</summary>
    /// <param name="stopped">What ended, as the start of a sentence: <c>Pre-training stopped after epoch 9 of 30</c>.</param>
    /// <param name="part">Of the whole time.</param>
    public bool Ends(string stopped, double part)
    {
        double spent = Spent;
        if (spent >= part && spent < 1)
        {
            WarnOf(stopped, "its part of");
        }

        return spent >= part;
    }

    /// <summary>Sentences that the fit has for its user, each once, in order.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Adds a sentence for the user: stopped early, fell back, ignored a K.</summary>
    public void Warn(string sentence)
    {
        if (!_warnings.Contains(sentence))
        {
            _warnings.Add(sentence);
        }
    }

    private void WarnOf(string stopped, string share) => Warn(string.Create(CultureInfo.InvariantCulture, $"{stopped}: {share} {Budget!.Value.TotalSeconds:0.#} s was spent."));
}
