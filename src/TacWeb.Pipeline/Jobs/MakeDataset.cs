using TacWeb.Core;
using TacWeb.Core.Datasets;
using TacWeb.Core.Jobs;
using TacWeb.Core.WordNet;
using TacWeb.Pipeline.Ingest;
using TacWeb.Pipeline.Steps;
using TacWeb.Storage;
using TacWeb.Storage.Uploads;

namespace TacWeb.Pipeline.Jobs;

/// <summary>The job <c>dataset</c>: makes a dataset of uploads, or of the sample, and removes the uploads afterwards. Its result is a <see cref="DatasetResult"/>.</summary>
/// <param name="data">The owned data folder.</param>
/// <param name="uploads">The staging folder.</param>
/// <param name="wordNet">Names class folders that are wnids.</param>
/// <param name="samplePath">The zip of pictures that came with the program.</param>
/// <param name="limits">What uploads may hold.</param>
/// <param name="time">The clock.</param>
public sealed class MakeDataset(DataFolder data, UploadFiles uploads, Func<WordNetNouns> wordNet, string samplePath, IngestLimits limits, TimeProvider time) : IJobKind
{
    /// <summary>Longest name of a dataset, characters.</summary>
    public const int LongestName = 200;

    /// <inheritdoc/>
    public string Key => "dataset";

    /// <inheritdoc/>
    public JobLane Lane => JobLane.Files;

    /// <inheritdoc/>
    public Task<string> RunAsync(QueuedJob job, JobContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(context);
        DatasetRequest request = JobJson.Read<DatasetRequest>(job.Request);
        return Task.Run(() => JobJson.Write(Make(request, job.Owner, context.Progress, cancellationToken)), cancellationToken);
    }

    private DatasetResult Make(DatasetRequest request, int? owner, IProgress<JobProgress> progress, CancellationToken cancellationToken)
    {
        using IInputSource source = request.Sample ? new ArchiveSource(samplePath, limits) : new UploadSource(uploads, request.Uploads, limits);
        Ingested found = new IngestInput(data.Images, limits).Run(source, source.Name, new ProgressMeter(progress, time), cancellationToken);
        string name = string.IsNullOrWhiteSpace(request.Name) ? source.Name : request.Name.Trim();
        IEnumerable<ImageEntry> entries = request.Labels == "none"
            ? found.Images.Select(image => new ImageEntry(image.Path))
            : ClassFolders.Label(found.Images.Select(image => image.Path), wordNet());
        StoredImage[] images = [.. entries.Zip(found.Images, (entry, image) => new StoredImage(image.Path, image.Hash, entry.ClassName))];
        string key = StepKey.OfContent(["dataset", name, .. images.SelectMany(image => new[] { image.Path, image.Hash, image.ClassName ?? "" })]);
        int id = data.Datasets.Add(key, name[..Math.Min(name.Length, LongestName)], images, found.Skipped, time.GetUtcNow().UtcDateTime, owner);
        foreach (string upload in request.Uploads)
        {
            uploads.Delete(upload);
        }

        return new DatasetResult(id, images.Length, found.Skipped.Count);
    }
}
