using Microsoft.AspNetCore.Http.Features;
using TacWeb.Languages;
using TacWeb.Pipeline.Explore;

namespace TacWeb.Api.Runs;

/// <summary><c>GET /api/runs/{id}/export?format=</c>: a run as people corrected it, with its provenance, written while it is sent.</summary>
internal static class ExportEndpoints
{
    /// <summary>Maps it.</summary>
    public static void Map(IEndpointRouteBuilder app) => app.MapGroup("/api/runs").WithTags("runs").MapGet("{id:int}/export", Export).ProducesProblem(400).ProducesProblem(404)
        .WithSummary("The run with its corrections and a provenance card: csv and npy are zips of tables or arrays, folders is a zip with one folder a cluster, json and coco are documents; with language=zh it carries Chinese names beside the English ones");

    private static IResult Export(int id, string? format, RunCorrections corrections, RunExport export, CorrectedNames names, HttpContext context)
    {
        if (corrections.Find(id) is not { } run)
        {
            return Results.Problem($"There is no run {id}.", statusCode: StatusCodes.Status404NotFound);
        }

        string[] known = [.. Enum.GetNames<ExportFormat>().Select(name => name.ToLowerInvariant())];
        if (!known.Contains(format, StringComparer.Ordinal))
        {
            return Results.Problem($"format is {string.Join(", ", known)}.", statusCode: StatusCodes.Status400BadRequest);
        }

        ExportFormat chosen = Enum.Parse<ExportFormat>(format!, ignoreCase: true);
        (string name, string type) = RunExport.Describe(id, chosen);

        ExportNames? chinese = names.ForExport(run);

        // zips are written synchronously; this thread of the pool does nothing else meanwhile
        context.Features.Get<IHttpBodyControlFeature>()?.AllowSynchronousIO = true;
        return Results.Stream(stream => Task.Run(() => export.Write(run, chosen, stream, chinese, context.RequestAborted)), type, name);
    }
}
