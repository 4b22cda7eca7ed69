using System.Globalization;
using TacWeb.Pipeline.Jobs;
using TacWeb.Storage;

namespace TacWeb.Api.Jobs;

/// <summary>Jobs as pages and the API show them: rows of the queue joined with live progress. Safe for many threads.</summary>
internal sealed class JobViews(QueueStore queue, JobBoard board)
{
    /// <summary>One job, or null.</summary>
    public JobView? Find(int id) => queue.Find(id) is { } job ? JobView.Of(job, board, job.State == JobState.Queued ? queue.Open().Count(other => other.Id < id) : 0) : null;

    /// <summary>The newest jobs, newest first.</summary>
    public IReadOnlyList<JobView> List(int limit)
    {
        IReadOnlyList<QueuedJob> open = queue.Open();
        return [.. queue.List(limit).Select(job => JobView.Of(job, board, open.Count(other => other.Id < job.Id)))];
    }

    /// <summary>Jobs that wait or run, oldest first.</summary>
    public IReadOnlyList<JobView> Open() => [.. queue.Open().Select((job, ahead) => JobView.Of(job, board, ahead))];

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
