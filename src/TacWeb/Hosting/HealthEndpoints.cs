using TacWeb.Storage;

namespace TacWeb.Hosting;

/// <summary><c>/health/live</c>: the process answers; <c>/health/ready</c>: the data folder can be read.</summary>
internal static class HealthEndpoints
{
    /// <summary>Maps both.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Json(new { status = "live" }));
        routes.MapGet("/health/ready", (RunStore runs, ILogger<WebApplication> logger) =>
        {
            try
            {
                return Results.Json(new { status = "ready", runs = runs.List().Count });
            }
            catch (Exception exception)
            {
                HealthLog.NotReady(logger, exception);
                return Results.Problem("The data folder cannot be read.", statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        });
    }
}
