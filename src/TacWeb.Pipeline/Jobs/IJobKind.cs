using TacWeb.Storage;

namespace TacWeb.Pipeline.Jobs;

/// <summary>One kind of work that the queue can do. Implementations are stateless between jobs, and a job that was begun before goes on where it can.</summary>
public interface IJobKind
{
    /// <summary>Stable key, kept in the queue.</summary>
    string Key { get; }

    /// <summary>Which lane it runs in.</summary>
    JobLane Lane { get; }

    /// <summary>Does one job.</summary>
    /// <param name="job">The row of the queue; its request is JSON of this kind.</param>
    /// <param name="context">Where progress and log lines go.</param>
    /// <param name="cancellationToken">Stops the job within a second or so.</param>
    /// <returns>What it left, as JSON.</returns>
    /// <exception cref="Core.TacWebException">Something the user can mend.</exception>
    Task<string> RunAsync(QueuedJob job, JobContext context, CancellationToken cancellationToken);
}
