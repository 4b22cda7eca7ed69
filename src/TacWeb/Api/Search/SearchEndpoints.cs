using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using TacWeb.Api.Jobs;
using TacWeb.Api.Runs;
using TacWeb.Api.Uploads;
using TacWeb.Cli;
using TacWeb.Components.Shared;
using TacWeb.Core;
using TacWeb.Encoders;
using TacWeb.Pipeline.Explore;
using TacWeb.Storage;

namespace TacWeb.Api.Search;

/// <summary><c>/api/datasets/{id}/search</c>: images by words, by a picture, or by one of the dataset's own.</summary>
internal static class SearchEndpoints
{
    private const int UsualHits = 100;

    /// <summary>Maps them.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        RouteGroupBuilder datasets = app.MapGroup("/api/datasets/{id:int}").WithTags("search");
        datasets.MapGet("search", ByWordsAsync).ProducesProblem(400).ProducesProblem(404)
            .WithSummary("The images nearest to words (q) or to images of the dataset (row=12 or row=12,40,…), with their cosines; encoder is mini unless named");
        datasets.MapPost("search", ByImageAsync).WithMetadata(new RequestSizeLimitAttribute(ImageParts.MostBytes)).ProducesProblem(400).ProducesProblem(404)
            .WithSummary("The images nearest to the first picture of a multipart body; nothing of it is kept");
        datasets.MapPost("map", (int id, string? encoder, DatasetStore store, RunMaps maps) => Named(store, id) is { } dataset ? Answer(() => Queued(maps.Ask(dataset, encoder ?? EncoderChoice.Default))) : Missing(id))
            .Produces<JobAccepted>(202).ProducesProblem(400).ProducesProblem(404).WithSummary("Has the images encoded and their map computed, as far as that is not done");
    }

    private static async Task<IResult> ByWordsAsync(int id, string? q, string? row, int? limit, string? encoder, DatasetStore store, SearchImages search, CancellationToken cancellationToken)
    {
        if (Named(store, id) is null)
        {
            return Missing(id);
        }

        string key = encoder ?? EncoderChoice.Default;
        return await AnswerAsync(id, store, () => row is { } like && q is null
            ? search.ByRowsAsync(id, key, Rows(like), limit ?? UsualHits, cancellationToken)
            : search.ByWordsAsync(id, key, q ?? "", limit ?? UsualHits, cancellationToken));
    }

    private static async Task<IResult> ByImageAsync(
        int id, int? limit, string? encoder, HttpRequest request, DatasetStore store, SearchImages search, ImageParts parts, CancellationToken cancellationToken)
    {
        if (Named(store, id) is null)
        {
            return Missing(id);
        }

        return await AnswerAsync(id, store, async () =>
        {
            IReadOnlyList<ImageSource> pictures = await parts.ReadAsync(request, cancellationToken).FirstOrDefaultAsync(cancellationToken) ?? throw new TacWebException("The request holds no file.");
            return await search.ByImageAsync(id, encoder ?? EncoderChoice.Default, pictures[0], limit ?? UsualHits, cancellationToken);
        });
    }

    private static async Task<IResult> AnswerAsync(int id, DatasetStore store, Func<Task<SearchResult>> search)
    {
        try
        {
            SearchResult result = await search();
            return Results.Ok(new
            {
                result.Searched,
                result.Images,
                Hits = result.Hits.Select(hit => new { Id = ImageAddress.Id(id, hit.Row), hit.Row, Score = MathF.Round(hit.Score, 6), store.Image(id, hit.Row)?.Path }),
            });
        }
        catch (TacWebException error)
        {
            return Results.Problem(error.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }

    private static int[] Rows(string list) =>
        [.. list.Split(',').Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int row) ? row : throw new TacWebException("row is a list of numbers by commas, for example 12,40.")).Distinct()];

    private static IResult Answer(Func<IResult> answer)
    {
        try
        {
            return answer();
        }
        catch (TacWebException error)
        {
            return Results.Problem(error.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }

    private static StoredDataset? Named(DatasetStore store, int id) => store.Find(id) is { DeletedUtc: null } dataset ? dataset : null;

    private static IResult Queued(int job) => Results.Accepted($"/api/jobs/{job}", new JobAccepted(job));

    private static IResult Missing(int id) => Results.Problem($"There is no dataset {id}.", statusCode: StatusCodes.Status404NotFound);
}
