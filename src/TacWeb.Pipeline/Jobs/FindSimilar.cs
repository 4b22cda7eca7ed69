using TacWeb.Clustering;
using TacWeb.Core;
using TacWeb.Encoders;
using TacWeb.Encoders.Models;
using TacWeb.Pipeline.Steps;
using TacWeb.Storage;

namespace TacWeb.Pipeline.Jobs;

/// <summary>The job <c>similar</c>: finds pictures of a dataset that look nearly the same, by the cosine of their vectors; exact, over blocks.</summary>
/// <param name="data">The owned data folder.</param>
/// <param name="models">The registered encoders.</param>
/// <param name="encoders">Opens them.</param>
/// <param name="compute">The one thread that computes.</param>
/// <param name="time">The clock.</param>
public sealed class FindSimilar(DataFolder data, ModelCatalogue models, EncoderLoader encoders, ComputeThread compute, TimeProvider time) : IJobKind
{
    /// <summary>Pairs below are not kept; pages may ask for more than this.</summary>
    public const float LeastCosine = 0.8f;

    /// <summary>Most images: their vectors are held in memory meanwhile.</summary>
    public const int MostImages = 300_000;

    /// <inheritdoc/>
    public string Key => "similar";

    /// <inheritdoc/>
    public JobLane Lane => JobLane.Compute;

    /// <inheritdoc/>
    public async Task<string> RunAsync(QueuedJob job, JobContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(context);
        SimilarRequest request = JobJson.Read<SimilarRequest>(job.Request);
        LoadedModel model = encoders.Load(models.Find(request.Encoder));
        ProgressMeter progress = new(context.Progress, time);
        if (data.Datasets.Find(request.Dataset) is { Images: > MostImages } large)
        {
            throw new TacWebException($"The dataset has {large.Images} images; similar pictures are looked for among at most {MostImages}.");
        }

        DatasetVectors images = await DatasetVectors.EnsureAsync(data, model.Image, request.Dataset, progress, cancellationToken).ConfigureAwait(false);
        progress.Report("neighbours", 0, "comparing images");
        SimilarImages[] pairs = await compute.RunAsync(() => Find(images, cancellationToken)).ConfigureAwait(false);
        data.Similar.Write(request.Dataset, model.Info.Sha256, pairs);
        return JobJson.Write(new { request.Dataset, pairs = pairs.Length });
    }

    private static SimilarImages[] Find(DatasetVectors images, CancellationToken cancellationToken) =>
        [.. SimilarPairs.Find(images.Vectors, LeastCosine, cancellationToken).Select(pair => new SimilarImages(images.Rows[pair.First], images.Rows[pair.Second], pair.Cosine))];
}
