using System.Globalization;
using TacWeb.Hosting;
using TacWeb.Pipeline.Jobs;
using TacWeb.Storage;

namespace TacWeb.Api.Jobs;

/// <summary>Jobs as pages and the API show them: rows of the queue joined with live progress. Safe for many threads.</summary>
/// <param name="queue">The jobs of the viewer.</param>
/// <param name="board">Live progress.</param>
/// <param name="everything">Only for how many jobs of others come before, and for the nouns, which are everybody's.</param>
internal sealed class JobViews(QueueStore queue, JobBoard board, Everything everything)
{
    private const string Nouns = "nouns";

    /// <summary>The job that computes noun vectors, whoever asked for it; null when none waits or runs.</summary>
    public JobView? Preparing => Everybodys.FirstOrDefault(job => job.Kind == Nouns) is { } job ? JobView.Of(job, board) : null;

    private IReadOnlyList<QueuedJob> Everybodys => everything.Data.Queue.Open();

    /// <summary>Whether noun vectors are being computed as a request asks.</summary>
    public bool IsPreparing(string request) => Everybodys.Any(job => job.Kind == Nouns && job.Request == request);

    /// <summary>One job, or null.</summary>
    public JobView? Find(int id) => queue.Find(id) is { } job ? JobView.Of(job, board, job.State == JobState.Queued ? Everybodys.Count(other => other.Id < id) : 0) : null;

    /// <summary>The newest jobs, newest first.</summary>
    public IReadOnlyList<JobView> List(int limit)
    {
        IReadOnlyList<QueuedJob> open = Everybodys;
        return [.. queue.List(limit).Select(job => JobView.Of(job, board, open.Count(other => other.Id < job.Id)))];
    }

    /// <summary>Jobs that wait or run, oldest first.</summary>
    public IReadOnlyList<JobView> Open()
    {
        IReadOnlyList<QueuedJob> open = Everybodys;
        return [.. queue.Open().Select(job => JobView.Of(job, board, open.Count(other => other.Id < job.Id)))];
    }

    /// <summary>A job's log, oldest first.</summary>
    public IReadOnlyList<JobLogLine> Log(int id) => queue.LogOf(id);

    /// <summary>Calls back after something changed, at most four times a second, in the language of the subscriber.</summary>
    public IDisposable Subscribe(Func<Task> changed)
    {
        CultureInfo language = CultureInfo.CurrentUICulture;
        return board.Subscribe(() =>
        {
            // the board calls in a task of its own, which knows no circuit
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (language, language);
            return changed();
        });
    }
}
