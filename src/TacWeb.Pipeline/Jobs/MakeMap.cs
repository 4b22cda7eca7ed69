using TacWeb.Clustering.Projection;
using TacWeb.Core;
using TacWeb.Core.Numerics;
using TacWeb.Encoders;
using TacWeb.Encoders.Models;
using TacWeb.Pipeline.Steps;
using TacWeb.Storage;

namespace TacWeb.Pipeline.Jobs;

/// <summary>The job <c>map</c>: computes the flat map of a dataset under an encoder and keeps it in <see cref="MapFiles"/>; done once, whatever asks for it.</summary>
/// <param name="data">The owned data folder.</param>
/// <param name="models">The registered encoders.</param>
/// <param name="encoders">Opens them.</param>
/// <param name="compute">The one thread that computes.</param>
/// <param name="time">The clock.</param>
public sealed class MakeMap(DataFolder data, ModelCatalogue models, EncoderLoader encoders, ComputeThread compute, TimeProvider time) : IJobKind
{
    /// <summary>Most images: their vectors are held in memory meanwhile.</summary>
    public const int MostImages = 1_000_000;

    /// <inheritdoc/>
    public string Key => "map";

    /// <inheritdoc/>
    public JobLane Lane => JobLane.Compute;

    /// <inheritdoc/>
    public async Task<string> RunAsync(QueuedJob job, JobContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(context);
        MapRequest request = JobJson.Read<MapRequest>(job.Request);
        ModelFolder model = models.Find(request.Encoder);
        if (!data.Maps.Has(request.Dataset, model.Info.Sha256))
        {
            await ComputeAsync(request.Dataset, encoders.Load(model), context, cancellationToken).ConfigureAwait(false);
        }

        return JobJson.Write(request);
    }

    private async Task ComputeAsync(int dataset, LoadedModel model, JobContext context, CancellationToken cancellationToken)
    {
        if (data.Datasets.Find(dataset) is { Images: > MostImages } large)
        {
            throw new TacWebException($"The dataset has {large.Images} images; a map shows at most {MostImages}.");
        }

        ProgressMeter progress = new(context.Progress, time);
        DatasetVectors images = await DatasetVectors.EnsureAsync(data, model.Image, dataset, progress, cancellationToken).ConfigureAwait(false);
        progress.Report("map", 0, "laying out the map");
        Vectors map = await compute.RunAsync(() => new Umap().Project(images.Vectors, seed: 0, new Fraction(progress), cancellationToken)).ConfigureAwait(false);
        float[] positions = new float[2 * images.Images];
        Array.Fill(positions, float.NaN);
        for (int i = 0; i < images.Rows.Count; i++)
        {
            map[i].CopyTo(positions.AsSpan(2 * images.Rows[i]));
        }

        data.Maps.Write(dataset, model.Info.Sha256, positions);
    }

    private sealed class Fraction(ProgressMeter progress) : IProgress<double>
    {
        public void Report(double value) => progress.Report("map", value, "laying out the map");
    }
}
