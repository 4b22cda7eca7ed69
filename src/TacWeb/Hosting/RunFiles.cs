using TacWeb.Pipeline.Export;
using TacWeb.Storage;

namespace TacWeb.Hosting;

/// <summary>Serves the four files of a finished run and the strips of generated pictures, and nothing else, out of <c>DATA/runs</c>.</summary>
internal static class RunFiles
{
    private static readonly (string Name, string Type)[] Downloads =
    [
        ("assignments.csv", "text/csv; charset=utf-8"),
        ("clusters.json", "application/json"),
        ("report.json", "application/json"),
    ];

    /// <summary>Maps <c>/runs/{id}/index.html</c> and <c>/api/runs/{id}/FILE</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/runs/{id:int}/index.html", (int id, RunStore runs, HttpContext context) =>
        {
            string? path = PathOf(runs, id, "index.html");
            if (path is null)
            {
                return Missing(id, "index.html");
            }

            context.Response.Headers.ContentSecurityPolicy = SecurityHeaders.RunPolicy;
            return Results.File(path, "text/html; charset=utf-8");
        });
        foreach ((string name, string type) in Downloads)
        {
            routes.MapGet($"/api/runs/{{id:int}}/{name}", (int id, RunStore runs) =>
                PathOf(runs, id, name) is { } path ? Results.File(path, type, $"run-{id}-{name}") : Missing(id, name));
        }

        routes.MapGet("/api/runs/{id:int}/samples/{cluster:int}", Samples).ProducesProblem(404).WithTags("runs").WithSummary("Pictures that a generative method draws for a cluster, side by side as WebP");
    }

    private static IResult Samples(int id, int cluster, RunStore runs) => PathOf(runs, id, RunSamples.FileOf(cluster)) is { } path
        ? Results.File(path, "image/webp")
        : Results.Problem($"There are no generated pictures of a cluster {cluster} of a run {id}.", statusCode: StatusCodes.Status404NotFound);

    // The name is one of ours and the folder comes from the store: no part of the path is the caller's text.
    private static string? PathOf(RunStore runs, int id, string name)
    {
        string? path = runs.Find(id) is null ? null : Path.Combine(runs.FolderOf(id), name);
        return File.Exists(path) ? path : null;
    }

    private static IResult Missing(int id, string name) => Results.Problem($"There is no {name} of a run {id}.", statusCode: StatusCodes.Status404NotFound);
}
