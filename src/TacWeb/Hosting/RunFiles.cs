using TacWeb.Storage;

namespace TacWeb.Hosting;

/// <summary>Serves the four files of a finished run, and nothing else, out of <c>DATA/runs</c>.</summary>
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
            context.Response.Headers.ContentSecurityPolicy = SecurityHeaders.RunPolicy;
            return Answer(runs, id, "index.html", "text/html; charset=utf-8", download: false);
        });
        foreach ((string name, string type) in Downloads)
        {
            routes.MapGet($"/api/runs/{{id:int}}/{name}", (int id, RunStore runs) => Answer(runs, id, name, type, download: true));
        }
    }

    // The name is one of ours and the folder comes from the store: no part of the path is the caller's text.
    private static IResult Answer(RunStore runs, int id, string name, string type, bool download)
    {
        string? path = runs.Find(id) is null ? null : Path.Combine(runs.FolderOf(id), name);
        return path is not null && File.Exists(path)
            ? Results.File(path, type, download ? $"run-{id}-{name}" : null)
            : Results.Problem($"There is no {name} of a run {id}.", statusCode: StatusCodes.Status404NotFound);
    }
}
