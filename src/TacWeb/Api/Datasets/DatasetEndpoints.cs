using System.Runtime.InteropServices;
using TacWeb.Components.Shared;
using TacWeb.Core.Datasets;
using TacWeb.Storage;

namespace TacWeb.Api.Datasets;

/// <summary><c>/api/datasets</c>: list, one, its images, what was skipped, delete and restore.</summary>
internal static class DatasetEndpoints
{
    private const int MostImages = 1000;

    /// <summary>Maps them.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        RouteGroupBuilder datasets = app.MapGroup("/api/datasets").WithTags("datasets");
        datasets.MapGet("", (DatasetStore store) => store.List().Select(dataset => View(dataset, store))).WithSummary("All datasets, newest first");
        datasets.MapGet("{id:int}", (int id, DatasetStore store) => Kept(store, id) is { } dataset ? Results.Ok(View(dataset, store)) : Missing(id)).ProducesProblem(404).WithSummary("One dataset");
        datasets.MapDelete("{id:int}", (int id, DatasetStore store, TimeProvider time) => store.Delete(id, time.GetUtcNow().UtcDateTime) ? Results.NoContent() : Missing(id))
            .ProducesProblem(404).WithSummary("Deletes a dataset and its runs; they can be restored for a day");
        datasets.MapPost("{id:int}/restore", (int id, DatasetStore store) => store.Restore(id) ? Results.NoContent() : Results.Problem($"There is no deleted dataset {id}.", statusCode: StatusCodes.Status404NotFound))
            .ProducesProblem(404).WithSummary("Brings a deleted dataset back");
        datasets.MapGet("{id:int}/images", Images).ProducesProblem(404).WithSummary("A page of its images");
        datasets.MapGet("{id:int}/rows", (int id, string? @class, DatasetStore store) => Kept(store, id) is null ? Missing(id) : Rows(store.Rows(id, @class)))
            .ProducesProblem(404).WithSummary("Rows of its images, or of one class, as little-endian int32");
        datasets.MapGet("{id:int}/skipped.csv", (int id, DatasetStore store) => Kept(store, id) is { } dataset ? Skipped(dataset, store.Skipped(id)) : Missing(id))
            .ProducesProblem(404).WithSummary("Files that were left out, and why");
    }

    private static StoredDataset? Kept(DatasetStore store, int id) => store.Find(id) is { DeletedUtc: null } dataset ? dataset : null;

    private static object View(StoredDataset dataset, DatasetStore store) => new
    {
        dataset.Id,
        dataset.Name,
        dataset.Images,
        Classes = store.Classes(dataset.Id).Select(count => new { count.Name, count.Images }),
        Skipped = store.Skipped(dataset.Id).Count,
        dataset.CreatedUtc,
    };

    private static IResult Images(int id, DatasetStore store, int? offset, int? limit, string? @class)
    {
        if (Kept(store, id) is not { } dataset)
        {
            return Missing(id);
        }

        int from = Math.Max(0, offset ?? 0), most = Math.Clamp(limit ?? 100, 1, MostImages);
        return Results.Ok(new
        {
            Total = @class is null ? dataset.Images : store.Classes(id).FirstOrDefault(count => count.Name == @class).Images,
            Offset = from,
            Images = store.Page(id, @class, from, most).Select(entry => new { Id = ImageAddress.Id(id, entry.Row), entry.Row, entry.Image.Path, Class = entry.Image.ClassName }),
        });
    }

    private static IResult Rows(IReadOnlyList<int> rows)
    {
        int[] all = [.. rows];
        return Results.Bytes(MemoryMarshal.AsBytes<int>(all).ToArray(), "application/octet-stream");
    }

    private static IResult Skipped(StoredDataset dataset, IReadOnlyList<SkippedFile> skipped)
    {
        using StringWriter text = new();
        CsvWriter csv = new(text);
        csv.WriteRow("path", "reason");
        foreach (SkippedFile file in skipped)
        {
            csv.WriteRow(file.Path, file.Reason);
        }

        return Results.File(System.Text.Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8", $"dataset-{dataset.Id}-skipped.csv");
    }

    private static IResult Missing(int id) => Results.Problem($"There is no dataset {id}.", statusCode: StatusCodes.Status404NotFound);
}
