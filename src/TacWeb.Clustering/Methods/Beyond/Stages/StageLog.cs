using System.Globalization;
using TacWeb.Clustering.Training;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.Beyond.Stages;

/// <summary>Judges the stages of <c>tac-plus</c> by label-free yardsticks (methods §4.11) and remembers each judgement for the report.</summary>
/// <param name="clusters">K.</param>
internal sealed class StageLog(int clusters)
{
    /// <summary>How much q may fall where a stage has a published gain.</summary>
    public const double Slack = 0.005;

    /// <summary>Why the guard refuses.</summary>
    public const string Uneven = "It would leave clusters empty, or fill them much less evenly.";

    private const double LeastGain = 0.01;
    private readonly List<FitStage> _stages = [];

    /// <summary>All judgements, in order.</summary>
    public IReadOnlyList<FitStage> Stages => _stages;

    /// <summary><em>Keep</em>: the guard holds and q does not fall by more than 0.005.</summary>
    public bool Keep(string stage, Candidate before, Candidate after) => Judge(stage, before, after, -Slack);

    /// <summary><em>Gain</em>: the guard holds and q rises by at least 0.01.</summary>
    public bool Gain(string stage, Candidate before, Candidate after) => Judge(stage, before, after, LeastGain);

    /// <summary>The same for what the guard has let pass already.</summary>
    public bool Rises(string stage, Candidate before, Candidate after) => Compare(stage, before, after, LeastGain);

    /// <summary>A stage that was judged by another rule, or not tried.</summary>
    public bool Note(string stage, bool accepted, string reason, Candidate? before = null, Candidate? after = null)
    {
        _stages.Add(new FitStage(stage, accepted, reason, before?.Yardsticks, after?.Yardsticks));
        return accepted;
    }

    private bool Judge(string stage, Candidate before, Candidate after, double wanted) =>
        StageGuard.Holds(before.Labels, after.Labels, clusters) ? Compare(stage, before, after, wanted) : Note(stage, false, Uneven, before, after);

    private bool Compare(string stage, Candidate before, Candidate after, double wanted)
    {
        string reason = string.Create(CultureInfo.InvariantCulture, $"q {before.Quality:0.000} → {after.Quality:0.000}, wanted {before.Quality + wanted:0.000}.");
        return Note(stage, after.Quality >= before.Quality + wanted, reason, before, after);
    }
}
