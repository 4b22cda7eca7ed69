using TacWeb.Core.Datasets;
using TacWeb.Core.Jobs;
using TacWeb.Core.WordNet;
using TacWeb.Pipeline.Ingest;
using TacWeb.Pipeline.Steps;
using TacWeb.Storage;
using TacWeb.Storage.Uploads;

namespace TacWeb.Pipeline.Jobs;

/// <summary>The job <c>check</c>: reads uploads as a dataset would, keeps nothing, and tells what it found (<see cref="UploadCheck"/>).</summary>
/// <param name="data">The owned data folder.</param>
/// <param name="uploads">The staging folder.</param>
/// <param name="wordNet">Names class folders that are wnids.</param>
/// <param name="limits">What uploads may hold.</param>
/// <param name="time">The clock.</param>
public sealed class CheckUploads(DataFolder data, UploadFiles uploads, Func<WordNetNouns> wordNet, IngestLimits limits, TimeProvider time) : IJobKind
{
    private const int ListedSkipped = 1000;

    /// <summary>Vectors of the default encoder and two thumbnails, bytes an image.</summary>
    private const long DiskBesidePicture = 2048 + 20_000;

    /// <inheritdoc/>
    public string Key => "check";

    /// <inheritdoc/>
    public JobLane Lane => JobLane.Files;

    /// <inheritdoc/>
    public Task<string> RunAsync(QueuedJob job, JobContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(context);
        DatasetRequest request = JobJson.Read<DatasetRequest>(job.Request);
        return Task.Run(() => JobJson.Write(Check(request, context.Progress, cancellationToken)), cancellationToken);
    }

    private UploadCheck Check(DatasetRequest request, IProgress<JobProgress> progress, CancellationToken cancellationToken)
    {
        using UploadSource source = new(uploads, request.Uploads, limits);
        Ingested found = IngestInput.ForCheck(limits).Run(source, source.Name, new ProgressMeter(progress, time), cancellationToken);
        ClassCount[] classes = [.. ClassFolders.Label(found.Images.Select(image => image.Path), wordNet())
            .Where(entry => entry.ClassName is not null)
            .GroupBy(entry => entry.ClassName!, StringComparer.Ordinal)
            .Select(entries => new ClassCount(entries.Key, entries.Count()))
            .OrderBy(count => count.Name, StringComparer.Ordinal)];
        int distinct = found.Images.Select(image => image.Hash).Distinct(StringComparer.Ordinal).Count();
        return new UploadCheck(
            found.Name, found.Images.Count, found.Bytes, classes, found.Images.Count - distinct, [.. found.Skipped.Take(ListedSkipped)], found.Skipped.Count,
            found.Bytes + (found.Images.Count * DiskBesidePicture), new RunEstimate(data).FirstRun(found.Images.Count));
    }
}
