using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using TacWeb.Pipeline.Jobs;

namespace TacWeb.Api.Jobs;

/// <summary><c>/api/jobs</c>: list, one, its log, cancel, retry, and its progress as server-sent events.</summary>
internal static class JobEndpoints
{
    private const int MostListed = 1000;

    /// <summary>Maps them.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        RouteGroupBuilder jobs = app.MapGroup("/api/jobs").WithTags("jobs");
        jobs.MapGet("", (JobViews views, int? limit) => views.List(Math.Clamp(limit ?? 100, 1, MostListed))).WithSummary("The newest jobs, newest first");
        jobs.MapGet("{id:int}", (int id, JobViews views) => views.Find(id) is { } job ? Results.Ok(job) : Missing(id)).Produces<JobView>().ProducesProblem(404).WithSummary("One job");
        jobs.MapGet("{id:int}/log", (int id, JobViews views) => views.Find(id) is null ? Missing(id) : Results.Ok(views.Log(id))).WithSummary("A job's log, oldest first");
        jobs.MapDelete("{id:int}", Cancel).ProducesProblem(404).ProducesProblem(409).WithSummary("Cancels a job that waits or runs");
        jobs.MapPost("{id:int}/retry", Retry).ProducesProblem(404).ProducesProblem(409).WithSummary("Queues a failed or cancelled job again; its finished steps are kept");
        jobs.MapGet("{id:int}/events", (int id, JobViews views, CancellationToken cancellationToken) =>
            views.Find(id) is null ? Missing(id) : Results.ServerSentEvents(EventsAsync(id, views, cancellationToken))).WithSummary("The job at every change until it ends, as server-sent events");
    }

    private static IResult Cancel(int id, JobViews views, JobDesk desk) =>
        views.Find(id) is null ? Missing(id)
        : desk.Cancel(id) ? Results.Accepted($"/api/jobs/{id}", views.Find(id))
        : Results.Problem($"Job {id} has ended already.", statusCode: StatusCodes.Status409Conflict);

    private static IResult Retry(int id, JobViews views, JobDesk desk) =>
        views.Find(id) is null ? Missing(id)
        : desk.Retry(id) ? Results.Accepted($"/api/jobs/{id}", views.Find(id))
        : Results.Problem($"Job {id} was neither cancelled nor did it fail.", statusCode: StatusCodes.Status409Conflict);

    private static async IAsyncEnumerable<SseItem<JobView>> EventsAsync(int id, JobViews views, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Channel<bool> changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using IDisposable subscription = views.Subscribe(() =>
        {
            changes.Writer.TryWrite(true);
            return Task.CompletedTask;
        });
        JobView? last = null;
        while (views.Find(id) is { } job)
        {
            if (job != last)
            {
                yield return new SseItem<JobView>(job, job.State);
                last = job;
            }

            if (!job.IsOpen)
            {
                yield break;
            }

            await changes.Reader.ReadAsync(cancellationToken);
        }
    }

    private static IResult Missing(int id) => Results.Problem($"There is no job {id}.", statusCode: StatusCodes.Status404NotFound);
}
