using TacWeb.Api.Jobs;
using TacWeb.Components.Runs;
using TacWeb.Pipeline.Explore;

namespace TacWeb.Api.Runs;

/// <summary>The map of a run: <c>GET /api/runs/{id}/points.bin</c>, and <c>POST /api/runs/{id}/map</c> to have it computed.</summary>
internal static class MapEndpoints
{
    /// <summary>Maps both.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        RouteGroupBuilder runs = app.MapGroup("/api/runs").WithTags("runs");
        runs.MapGet("{id:int}/points.bin", Points).ProducesProblem(404).ProducesProblem(409)
            .WithSummary("Images on the flat map, little-endian: int32 n, then n × (float32 x, float32 y, int32 cluster, float32 confidence), in image order; corrected=true shows the clusters as people corrected them; 409 while the map is not computed");
        runs.MapPost("{id:int}/map", (int id, RunShelf shelf, RunMaps maps) => shelf.Find(id) is not { } run ? Missing(id) : Accepted(maps.Ask(run)))
            .Produces<JobAccepted>(202).ProducesProblem(404).WithSummary("Has the map of the run's dataset computed; a map that is there stays as it is");
    }

    private static IResult Points(int id, bool? corrected, RunShelf shelf, RunMaps maps, RunCorrections corrections)
    {
        if (shelf.Find(id) is not { } run)
        {
            return Missing(id);
        }

        return maps.Points(run, corrected == true ? corrections.Find(id)?.Partition.Labels : null) is { } points
            ? Results.Bytes(points, "application/octet-stream")
            : Results.Problem($"The map of run {id} is not computed yet: POST /api/runs/{id}/map begins it.", statusCode: StatusCodes.Status409Conflict);
    }

    private static IResult Accepted(int job) => Results.Accepted($"/api/jobs/{job}", new JobAccepted(job));

    private static IResult Missing(int id) => Results.Problem($"There is no run {id}.", statusCode: StatusCodes.Status404NotFound);
}
