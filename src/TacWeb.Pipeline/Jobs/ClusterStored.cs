using TacWeb.Core.WordNet;
using TacWeb.Encoders;
using TacWeb.Encoders.Models;
using TacWeb.Pipeline.Explore;
using TacWeb.Storage;

namespace TacWeb.Pipeline.Jobs;

/// <summary>The job <c>run</c>: the walk of <see cref="ClusterDataset"/> over a stored dataset. Its result is a <see cref="RunResult"/>.</summary>
/// <param name="data">The owned data folder.</param>
/// <param name="models">The registered encoders.</param>
/// <param name="encoders">Opens them.</param>
/// <param name="wordNet">WordNet.</param>
/// <param name="compute">The one thread that fits.</param>
/// <param name="time">The clock.</param>
/// <param name="corrections">Brings what people corrected of an earlier run of the same method to the new one; null: nothing is taken over.</param>
public sealed class ClusterStored(DataFolder data, ModelCatalogue models, EncoderLoader encoders, Func<WordNetNouns> wordNet, ComputeThread compute, TimeProvider time, RunCorrections? corrections = null) : IJobKind
{
    /// <inheritdoc/>
    public string Key => "run";

    /// <inheritdoc/>
    public JobLane Lane => JobLane.Compute;

    /// <inheritdoc/>
    public async Task<string> RunAsync(QueuedJob job, JobContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(context);
        RunRequest asked = JobJson.Read<RunRequest>(job.Request);
        RunRequest request = asked with { Cluster = asked.Cluster with { Vocabulary = data.Vocabularies.Resolve(asked.Cluster.Vocabulary) } };
        ModelFolder model = models.Find(request.Encoder);
        RunEstimate estimate = new(data);
        context.Plan(estimate.Of(request, model, wordNet()));
        LoadedModel towers = encoders.Load(model);
        ClusterDataset walk = new(data, towers.Image, towers.Text, wordNet, compute, time, key => encoders.Load(models.Find(key)).Image);
        ClusterResult result = await walk.RunAsync(request.Cluster, context.Progress, cancellationToken).ConfigureAwait(false);
        foreach (MethodResult method in result.Methods)
        {
            estimate.Learn(request, method);
            TakeOver(request.Cluster.Dataset, method, context);
            foreach (string warning in method.Report.Warnings)
            {
                context.Log($"{method.Report.Method}: {warning}");
            }
        }

        return JobJson.Write(new RunResult([.. result.Methods.Select(method => method.RunId)]));
    }

    private void TakeOver(int? dataset, MethodResult method, JobContext context)
    {
        // a run that has some was saved before its job was killed
        if (corrections is not null && dataset is { } id && data.Corrections.State(method.RunId).Count == 0
            && data.Corrections.NewestCorrected(id, method.Report.Method, method.RunId) is { } earlier && corrections.TakeOver(earlier, method.RunId) is > 0 and var count)
        {
            context.Log($"{method.Report.Method}: {count} corrections taken over from run {earlier}");
        }
    }
}
