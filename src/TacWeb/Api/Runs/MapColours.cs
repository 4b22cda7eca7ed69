using System.Runtime.InteropServices;
using TacWeb.Components.Runs;
using TacWeb.Core.Corrections;
using TacWeb.Languages;
using TacWeb.Pipeline.Explore;
using TacWeb.Storage;

namespace TacWeb.Api.Runs;

/// <summary>What the points of a run's map can be coloured by: its own clusters as people corrected them, the true classes, the clusters of another run of the same dataset.</summary>
internal static class MapColours
{
    /// <summary>Maps <c>GET /api/runs/{id}/colours</c> and <c>/colours.bin</c>; and the rows that the points stand for.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        RouteGroupBuilder runs = app.MapGroup("/api/runs").WithTags("runs");
        runs.MapGet("{id:int}/colours", (int id, string? by, RunShelf shelf, RunCorrections corrections, CorrectedNames names, DataFolder data) => Of(id, by, shelf, corrections, names, data) is { } colours ? Results.Ok(new { colours.Names }) : Missing(id, by))
            .ProducesProblem(404).WithSummary("Names of the groups that the points can be coloured by: cluster, class, or the number of another run of the same dataset");
        runs.MapGet("{id:int}/colours.bin", (int id, string? by, RunShelf shelf, RunCorrections corrections, CorrectedNames names, DataFolder data) => Of(id, by, shelf, corrections, names, data) is { } colours ? Numbers(colours.Groups) : Missing(id, by))
            .ProducesProblem(404).WithSummary("The group of each image as little-endian int32, −1 for none, in image order");
        runs.MapGet("{id:int}/rows.bin", (int id, RunShelf shelf) => shelf.Find(id) is { } run ? Numbers([.. Enumerable.Range(0, run.Partition.Labels.Count).Select(run.RowOf)]) : Missing(id, null))
            .ProducesProblem(404).WithSummary("The dataset's row of each image as little-endian int32, in image order");
    }

    private static (string[] Names, int[] Groups)? Of(int id, string? by, RunShelf shelf, RunCorrections corrections, CorrectedNames names, DataFolder data)
    {
        if (shelf.Find(id) is not { } run)
        {
            return null;
        }

        return by switch
        {
            null or "cluster" when data.Corrections.State(id).Count > 0 => Corrected(corrections.Get(id), names),
            null or "cluster" => ([.. shelf.Clusters(run).Select(cluster => cluster.Title)], [.. run.Partition.Labels]),
            "class" => Classes(run, data.Datasets),
            _ => int.TryParse(by, out int number) && shelf.Find(number) is { } other && other.Run.DatasetId == run.Run.DatasetId
                ? ([.. shelf.Clusters(other).Select(cluster => cluster.Title)], [.. Enumerable.Range(0, run.Partition.Labels.Count).Select(image => other.ImageOf(run.RowOf(image)) is >= 0 and var place ? other.Partition.Labels[place] : -1)])
                : null,
        };
    }

    // A number that a merge emptied keeps its place, so that a cluster keeps its colour.
    private static (string[] Names, int[] Groups) Corrected(CorrectedRun corrected, CorrectedNames spoken)
    {
        string[] names = new string[corrected.Partition.Clusters.Select(cluster => cluster.Id).DefaultIfEmpty(-1).Max() + 1];
        Array.Fill(names, "");
        foreach (CorrectedCluster cluster in spoken.Of(corrected))
        {
            names[cluster.Id] = cluster.Name;
        }

        return (names, [.. corrected.Partition.Labels]);
    }

    private static (string[] Names, int[] Groups) Classes(RunDetails run, DatasetStore datasets)
    {
        string[] names = [.. datasets.Classes(run.Run.DatasetId).Select(count => count.Name)];
        Dictionary<string, int> numbers = names.Select((name, number) => (name, number)).ToDictionary(pair => pair.name, pair => pair.number, StringComparer.Ordinal);
        IReadOnlyList<StoredImage> images = datasets.Images(run.Run.DatasetId);
        return (names, [.. Enumerable.Range(0, run.Partition.Labels.Count).Select(image => images[run.RowOf(image)].ClassName is { } name ? numbers[name] : -1)]);
    }

    private static IResult Numbers(int[] numbers) => Results.Bytes(MemoryMarshal.AsBytes<int>(numbers).ToArray(), "application/octet-stream");

    private static IResult Missing(int id, string? by) => Results.Problem(
        by is null or "cluster" or "class" ? $"There is no run {id}." : $"There is no run {id}, or no run {(by.Length > 20 ? by[..20] : by)} of its dataset.", statusCode: StatusCodes.Status404NotFound);
}
