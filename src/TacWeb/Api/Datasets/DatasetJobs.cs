using TacWeb.Api.Jobs;
using TacWeb.Pipeline.Jobs;
using TacWeb.Storage.Uploads;

namespace TacWeb.Api.Datasets;

/// <summary>Making datasets: a look at uploads, a dataset of uploads, the sample. Each answers 202 with its job.</summary>
internal static class DatasetJobs
{
    /// <summary>Maps <c>POST /api/datasets</c>, <c>/api/datasets/check</c>, <c>/api/datasets/sample</c>.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        RouteGroupBuilder datasets = app.MapGroup("/api/datasets").WithTags("datasets");
        datasets.MapPost("", (DatasetRequest request, UploadFiles uploads, JobDesk desk) => Queue("dataset", request with { Sample = false }, uploads, desk))
            .ProducesProblem(400).WithSummary("Makes a dataset of finished uploads");
        datasets.MapPost("check", (DatasetRequest request, UploadFiles uploads, JobDesk desk) => Queue("check", request with { Sample = false }, uploads, desk))
            .ProducesProblem(400).WithSummary("Tells what a dataset of these uploads would hold; keeps nothing");
        datasets.MapPost("sample", (JobDesk desk) => Accepted(QueueSample(desk)))
            .WithSummary("Makes the dataset of the pictures that came with the program");
    }

    /// <summary>Queues the dataset of the pictures that came with the program.</summary>
    /// <returns>The job.</returns>
    public static int QueueSample(JobDesk desk) => desk.Enqueue("dataset", "Make the dataset Sample pictures", JobJson.Write(new DatasetRequest { Sample = true, Name = "Sample pictures" }));

    private static IResult Queue(string kind, DatasetRequest request, UploadFiles uploads, JobDesk desk)
    {
        if (Mistake(request, uploads) is { } mistake)
        {
            return Results.Problem(mistake, statusCode: StatusCodes.Status400BadRequest);
        }

        string name = string.IsNullOrWhiteSpace(request.Name) ? uploads.Find(request.Uploads[0])!.FileName : request.Name.Trim();
        return Accepted(desk.Enqueue(kind, $"{(kind == "check" ? "Look at" : "Make the dataset")} {name}", JobJson.Write(request)));
    }

    private static string? Mistake(DatasetRequest request, UploadFiles uploads)
    {
        if (request.Uploads is not { Count: > 0 })
        {
            return "uploads names at least one finished upload.";
        }

        if (request.Name is { Length: > MakeDataset.LongestName })
        {
            return $"name has {request.Name.Length} characters; at most {MakeDataset.LongestName} are kept.";
        }

        if (request.Labels is not ("folders" or "none"))
        {
            return "labels is folders or none.";
        }

        string? bad = request.Uploads.FirstOrDefault(id => uploads.Find(id) is not { IsComplete: true });
        return bad is null ? null : $"The upload {Excerpt.Of(bad, 40)} is not there, has expired, or is not finished.";
    }

    private static IResult Accepted(int job) => Results.Accepted($"/api/jobs/{job}", new JobAccepted(job));
}
