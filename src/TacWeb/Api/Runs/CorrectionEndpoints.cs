using System.Runtime.InteropServices;
using TacWeb.Core;
using TacWeb.Core.Corrections;
using TacWeb.Languages;
using TacWeb.Pipeline.Explore;
using TacWeb.Storage;

namespace TacWeb.Api.Runs;

/// <summary><c>/api/runs/{id}/corrections</c>: what people changed, one edit more, the newest taken back, those of another run taken over; and the labels as corrected.</summary>
internal static class CorrectionEndpoints
{
    /// <summary>Maps them.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        RouteGroupBuilder runs = app.MapGroup("/api/runs/{id:int}").WithTags("corrections");
        runs.MapGet("corrections", (int id, RunCorrections corrections, CorrectedNames names) => corrections.Find(id) is { } run ? Results.Ok(View(run, names)) : Missing(id)).ProducesProblem(404)
            .WithSummary("The clusters as people corrected them, and the edits, oldest first");
        runs.MapPost("corrections", (int id, CorrectionOrder order, RunCorrections corrections, CorrectedNames names, CancellationToken cancellationToken) =>
            Answer(id, corrections, StatusCodes.Status400BadRequest, () => View(Do(id, order, corrections, cancellationToken), names))).ProducesProblem(400).ProducesProblem(404)
            .WithSummary("Moves images, merges, splits or renames clusters, or marks images as noise; the run's own files stay as they are");
        runs.MapDelete("corrections/last", (int id, RunCorrections corrections, CorrectedNames names) => Answer(id, corrections, StatusCodes.Status409Conflict, () => View(corrections.Undo(id), names))).ProducesProblem(404).ProducesProblem(409)
            .WithSummary("Takes the newest edit back");
        runs.MapPost("corrections/from/{other:int}", (int id, int other, RunCorrections corrections) =>
            Answer(id, corrections, StatusCodes.Status404NotFound, () => new { taken = corrections.TakeOver(other, id) })).ProducesProblem(404)
            .WithSummary("Does the edits of another run again on this one, images by their content, clusters by the images they share");
        runs.MapGet("labels.bin", (int id, RunCorrections corrections) => corrections.Find(id) is { } run ? Results.Bytes(Bytes(run.Partition.Labels), "application/octet-stream") : Missing(id)).ProducesProblem(404)
            .WithSummary("Corrected cluster of every image as little-endian int32, −1 for noise, in image order");
    }

    private static CorrectedRun Do(int id, CorrectionOrder order, RunCorrections corrections, CancellationToken cancellationToken) => order.Kind switch
    {
        "move" => corrections.Move(id, order.Images ?? [], order.Cluster, order.Name),
        "noise" => corrections.MarkNoise(id, order.Images ?? []),
        "merge" => corrections.Merge(id, Named(order), order.Clusters ?? []),
        "split" => corrections.Split(id, Named(order), order.Parts, cancellationToken),
        "rename" => corrections.Rename(id, Named(order), order.Name ?? ""),
        _ => throw new TacWebException("kind is move, merge, split, rename or noise."),
    };

    private static int Named(CorrectionOrder order) => order.Cluster ?? throw new TacWebException($"A {order.Kind} names its cluster.");

    private static IResult Answer(int id, RunCorrections corrections, int refusal, Func<object> answer)
    {
        if (corrections.Find(id) is null)
        {
            return Missing(id);
        }

        try
        {
            return Results.Ok(answer());
        }
        catch (TacWebException error)
        {
            return Results.Problem(error.Message, statusCode: refusal);
        }
    }

    private static object View(CorrectedRun run, CorrectedNames names) => new
    {
        Run = run.Original.Run.Id,
        Moved = run.Partition.Moved.Count(moved => moved),
        Noise = run.Partition.Labels.Count(label => label < 0),
        Clusters = names.Of(run),
        Corrections = run.Corrections.Select(View),
    };

    private static object View(StoredCorrection stored) => new
    {
        stored.Id,
        Kind = stored.Correction.Kind.ToString().ToLowerInvariant(),
        Images = stored.Correction.Kind == CorrectionKind.Split ? stored.Correction.Parts.Sum(part => part.Count) : stored.Correction.Images.Count,
        stored.Correction.Cluster,
        stored.Correction.Merged,
        Parts = stored.Correction.Parts.Select(part => part.Count),
        stored.Correction.Name,
        stored.AtUtc,
    };

    private static byte[] Bytes(IReadOnlyList<int> labels)
    {
        int[] all = [.. labels];
        return MemoryMarshal.AsBytes<int>(all).ToArray();
    }

    private static IResult Missing(int id) => Results.Problem($"There is no run {id}.", statusCode: StatusCodes.Status404NotFound);
}
