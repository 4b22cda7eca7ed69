using TacWeb.Accounts;
using TacWeb.Api.Jobs;
using TacWeb.Core;

namespace TacWeb.Api.Runs;

/// <summary><c>POST /api/runs</c>, and <c>/api/runs/estimate</c> for the same body.</summary>
internal static class RunJobs
{
    /// <summary>Maps both.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        Hosting.ExploreServices.Map(app);
        RouteGroupBuilder runs = app.MapGroup("/api/runs").WithTags("runs");
        runs.MapPost("", (RunOrder order, RunOrders orders, HttpContext context) => Answer(context, () =>
        {
            int job = orders.Place(order);
            return Results.Accepted($"/api/jobs/{job}", new JobAccepted(job));
        })).Produces<JobAccepted>(202).ProducesProblem(400).ProducesProblem(429).WithSummary("Queues a run of one or more methods on a stored dataset");
        runs.MapPost("estimate", (RunOrder order, RunOrders orders, HttpContext context) => Answer(context, () =>
        {
            var stages = orders.Estimate(order);
            return Results.Ok(new { seconds = stages.Sum(stage => stage.Seconds), stages });
        })).ProducesProblem(400).WithSummary("How long a run would take on this machine, stage by stage");
    }

    private static IResult Answer(HttpContext context, Func<IResult> answer)
    {
        try
        {
            return answer();
        }
        catch (TooManyRequestsException error)
        {
            return RequestLimits.Answer(context, error.Wait);
        }
        catch (TacWebException error)
        {
            return Results.Problem(error.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }
}
