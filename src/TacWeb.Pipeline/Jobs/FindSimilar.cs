using TacWeb.Clustering;
using TacWeb.Core;
using TacWeb.Core.Numerics;
using TacWeb.Encoders;
using TacWeb.Encoders.Models;
using TacWeb.Pipeline.Ingest;
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
        Ingested pictures = StoredPictures.Read(data, request.Dataset);
        if (pictures.Images.Count > MostImages)
        {
            throw new TacWebException($"The dataset has {pictures.Images.Count} images; similar pictures are looked for among at most {MostImages}.");
        }

        EmbeddedImages embedded = await new EmbedImages(data, model.Image).RunAsync(pictures, progress, cancellationToken).ConfigureAwait(false);
        progress.Report("neighbours", 0, "comparing images");
        SimilarImages[] pairs = await compute.RunAsync(() => Find(model.Info, embedded, pictures, cancellationToken)).ConfigureAwait(false);
        data.Similar.Write(request.Dataset, model.Info.Sha256, pairs);
        return JobJson.Write(new { request.Dataset, pairs = pairs.Length });
    }

    private SimilarImages[] Find(EncoderInfo encoder, EmbeddedImages embedded, Ingested pictures, CancellationToken cancellationToken)
    {
        float[] values = new float[embedded.Rows.Count * encoder.Dimension];
        using (EmbeddingFile file = data.Embeddings.Open(encoder.Sha256, encoder.Dimension))
        {
            for (int i = 0; i < embedded.Rows.Count; i++)
            {
                Span<float> row = values.AsSpan(i * encoder.Dimension, encoder.Dimension);
                file.Read(embedded.Rows[i], row);
                UnitRows.Normalize(row, encoder.Dimension, encoder.Key);
            }
        }

        Dictionary<string, int> rows = pictures.Images.Select((image, row) => (image.Path, row)).ToDictionary(image => image.Path, image => image.row, StringComparer.Ordinal);
        Vectors vectors = new(encoder.Key, encoder.Dimension, unit: true, values);
        return [.. SimilarPairs.Find(vectors, LeastCosine, cancellationToken).Select(pair => new SimilarImages(rows[embedded.Paths[pair.First]], rows[embedded.Paths[pair.Second]], pair.Cosine))];
    }
}
