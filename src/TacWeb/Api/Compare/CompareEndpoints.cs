using System.Globalization;
using System.Runtime.InteropServices;
using TacWeb.Core;
using TacWeb.Core.Comparison;
using TacWeb.Pipeline.Explore;

namespace TacWeb.Api.Compare;

/// <summary><c>/api/compare</c>: runs of one dataset side by side, and the images behind a cell or a consensus.</summary>
internal static class CompareEndpoints
{
    /// <summary>Maps them.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        RouteGroupBuilder compare = app.MapGroup("/api/compare").WithTags("compare");
        compare.MapGet("", (string? runs, CompareRuns comparer) => Answer(runs, comparer, comparison => Results.Ok(View(comparison)))).ProducesProblem(400)
            .WithSummary("Two to six runs of one dataset (runs=1,2,…): scores, what differs, agreement (ARI, NMI), clusters aligned to the first run's with their confusions");
        compare.MapGet("rows", (string? runs, bool? agreed, CompareRuns comparer) => Answer(runs, comparer, comparison => Rows(comparison.ConsensusRows(agreed ?? false)))).ProducesProblem(400)
            .WithSummary("Rows of the images on which all runs agree, or do not (most divided first), as little-endian int32");
        compare.MapGet("cell", (string? runs, int first, int second, CompareRuns comparer) => Answer(runs, comparer, comparison => Rows(comparison.CellRows(0, first, 1, second)))).ProducesProblem(400)
            .WithSummary("Rows of the images in cluster first of the first run and cluster second of the second run, as little-endian int32");
    }

    private static IResult Answer(string? runs, CompareRuns comparer, Func<RunComparison, IResult> answer)
    {
        try
        {
            return answer(comparer.Of(Ids(runs)));
        }
        catch (TacWebException error)
        {
            return Results.Problem(error.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }

    private static int[] Ids(string? runs) =>
    [
        .. (runs ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : throw new TacWebException("runs is a list of numbers by commas, for example 1,2.")),
    ];

    private static object View(RunComparison comparison) => new
    {
        Images = comparison.Rows.Count,
        Runs = comparison.Runs.Select(run => new
        {
            run.Run.Run.Id,
            run.Run.Report.Method,
            run.Prior,
            run.UsesWords,
            run.Run.Report.K,
            run.Run.Report.Seed,
            run.Names,
            run.Scores,
            run.Summary,
            run.Gain,
            run.Run.Report.Health,
        }),
        comparison.Options,
        Agreement = new { Ari = Matrix(comparison.Agreement.Ari, comparison.Runs.Count), Nmi = Matrix(comparison.Agreement.Nmi, comparison.Runs.Count) },
        Consensus = new { comparison.Consensus.Agreed, Share = (double)comparison.Consensus.Agreed / comparison.Rows.Count },
        Alignments = Enumerable.Range(1, comparison.Runs.Count - 1).Select(other => View(comparison, other)),
    };

    private static object View(RunComparison comparison, int other)
    {
        ClusterAlignment alignment = comparison.Align(0, other);
        ClassConfusion? classes = comparison.Confusion(0, other);
        return new
        {
            First = comparison.Runs[0].Run.Run.Id,
            Second = comparison.Runs[other].Run.Run.Id,
            alignment.Matches,
            alignment.Order,
            alignment.Shared,
            Confusion = alignment.Counts.Chunk(Math.Max(1, alignment.Second)),
            Classes = classes is null ? null : new
            {
                Names = classes.Classes,
                Columns = classes.Columns.Select(column => new { column.First, column.Second }),
                First = classes.First.Chunk(classes.Columns.Count),
                Second = classes.Second.Chunk(classes.Columns.Count),
                Difference = classes.Difference.Chunk(classes.Columns.Count),
            },
        };
    }

    private static IEnumerable<double[]> Matrix(IReadOnlyList<double> values, int width) => values.Chunk(width);

    private static IResult Rows(IReadOnlyList<int> rows)
    {
        int[] all = [.. rows];
        return Results.Bytes(MemoryMarshal.AsBytes<int>(all).ToArray(), "application/octet-stream");
    }
}
