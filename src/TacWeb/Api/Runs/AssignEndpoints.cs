using Microsoft.AspNetCore.Mvc;
using TacWeb.Api.Uploads;
using TacWeb.Core;
using TacWeb.Encoders;
using TacWeb.Languages;
using TacWeb.Pipeline.Explore;

namespace TacWeb.Api.Runs;

/// <summary><c>POST /api/runs/{id}/assign</c>: new images in, clusters out.</summary>
internal static class AssignEndpoints
{
    /// <summary>Maps it.</summary>
    public static void Map(IEndpointRouteBuilder app) => app.MapGroup("/api/runs").WithTags("runs").MapPost("{id:int}/assign", AssignAsync)
        .WithMetadata(new RequestSizeLimitAttribute(ImageParts.MostBytes))
        .Produces<IReadOnlyList<AssignedImage>>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(413)
        .WithSummary("Places new images into the clusters of a run with what its method trained; nothing is kept. A file that is no image has a reason instead of a cluster");

    private static async Task<IResult> AssignAsync(int id, HttpRequest request, ClusteringReader runs, AssignImages assign, ImageParts parts, RunCorrections corrections, CorrectedNames names, CancellationToken cancellationToken)
    {
        if (runs.Find(id) is null)
        {
            return Results.Problem($"There is no run {id}.", statusCode: StatusCodes.Status404NotFound);
        }

        ImagePlacer placer;
        try
        {
            placer = assign.Open(id);
        }
        catch (TacWebException error)
        {
            return Results.Problem(error.Message, statusCode: StatusCodes.Status409Conflict);
        }

        try
        {
            List<AssignedImage> placed = [];
            await foreach (IReadOnlyList<ImageSource> group in parts.ReadAsync(request, cancellationToken))
            {
                placed.AddRange(await placer.PlaceAsync(group, cancellationToken));
            }

            Dictionary<int, string> titles = corrections.Find(id) is { } corrected ? names.Of(corrected).ToDictionary(cluster => cluster.Id, cluster => cluster.Name) : [];
            placed = [.. placed.Select(image => image.Cluster is { } cluster && titles.TryGetValue(cluster, out string? title) ? image with { Name = title } : image)];
            return placed.Count > 0 ? Results.Ok(placed) : Results.Problem("The request holds no file.", statusCode: StatusCodes.Status400BadRequest);
        }
        catch (TacWebException error)
        {
            return Results.Problem(error.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }
}
