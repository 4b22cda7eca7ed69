using TacWeb.Accounts;

namespace TacWeb.Hosting;

/// <summary><c>/health/live</c>: the process answers; <c>/health/ready</c>: the data folder can be read.</summary>
internal static class HealthEndpoints
{
    /// <summary>Maps both.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Json(new { status = "live" })).AllowAnonymous();
        routes.MapGet("/health/ready", (Everything everything, LoginSettings login, ILogger<WebApplication> logger) =>
        {
            try
            {
                int runs = everything.Data.Runs.List().Count;
                return login.IsOn ? Results.Json(new { status = "ready" }) : Results.Json(new { status = "ready", runs });
            }
            catch (Exception exception)
            {
                HealthLog.NotReady(logger, exception);
                return Results.Problem("The data folder cannot be read.", statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        }).AllowAnonymous();
    }
}
