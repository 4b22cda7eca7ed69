using TacWeb.Accounts;
using TacWeb.Pipeline.Jobs;
using TacWeb.Storage;

namespace TacWeb.Api.Jobs;

/// <summary>Where people order, stop and repeat jobs: each gets its owner, the rate is held, and it is written down. What is not theirs is not there.</summary>
internal sealed class JobDesk(JobRunner runner, QueueStore queue, RequestLimits limits, Viewer viewer, AuditTrail trail)
{
    private const string Run = "run";

    /// <summary>Queues a job of the viewer.</summary>
    /// <param name="kind">Key of a known kind.</param>
    /// <param name="title">One line for people.</param>
    /// <param name="request">JSON of the kind.</param>
    /// <returns>Its id.</returns>
    /// <exception cref="TooManyRequestsException">Runs are ordered too often.</exception>
    public int Enqueue(string kind, string title, string request)
    {
        if (kind == Run && limits.Refuse(RequestKind.Run, viewer.Name) is { } wait)
        {
            throw new TooManyRequestsException(wait);
        }

        int id = runner.Enqueue(kind, title, request, queue.Owner);
        trail.Add($"Job {id} ordered: {title}");
        return id;
    }

    /// <summary>Stops a job of the viewer that waits or runs.</summary>
    /// <returns>Whether there was one to stop.</returns>
    public bool Cancel(int id) => queue.Find(id) is { } job && runner.Cancel(id) && Wrote($"Job {id} cancelled: {job.Title}");

    /// <summary>Queues a failed or cancelled job of the viewer again.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Retry(int id) => queue.Find(id) is { } job && runner.Retry(id) && Wrote($"Job {id} begun again: {job.Title}");

    private bool Wrote(string what)
    {
        trail.Add(what);
        return true;
    }
}
