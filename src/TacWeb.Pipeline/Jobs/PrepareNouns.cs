using TacWeb.Core.Concepts;
using TacWeb.Core.WordNet;
using TacWeb.Encoders;
using TacWeb.Encoders.Models;
using TacWeb.Storage;

namespace TacWeb.Pipeline.Jobs;

/// <summary>The job <c>nouns</c>: computes the vectors of a vocabulary before a run needs them; goes on where it was interrupted.</summary>
/// <param name="data">The owned data folder.</param>
/// <param name="models">The registered encoders.</param>
/// <param name="encoders">Opens them.</param>
/// <param name="wordNet">WordNet.</param>
/// <param name="time">The clock.</param>
public sealed class PrepareNouns(DataFolder data, ModelCatalogue models, EncoderLoader encoders, Func<WordNetNouns> wordNet, TimeProvider time) : IJobKind
{
    /// <inheritdoc/>
    public string Key => "nouns";

    /// <inheritdoc/>
    public JobLane Lane => JobLane.Compute;

    /// <summary>Whether the vectors are there.</summary>
    public bool IsReady(NounsRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return FileOf(request, out _, out _).IsComplete;
    }

    /// <inheritdoc/>
    public async Task<string> RunAsync(QueuedJob job, JobContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(context);
        NounsRequest request = JobJson.Read<NounsRequest>(job.Request);
        FileOf(request, out LoadedModel model, out Vocabulary vocabulary);
        long begun = time.GetTimestamp();
        using NounVectors nouns = new(data, model.Text, time);
        using MappedVectors vectors = await nouns.EnsureAsync(vocabulary, context.Progress, cancellationToken).ConfigureAwait(false);
        new RunEstimate(data).LearnNouns(request.Encoder, time.GetElapsedTime(begun).TotalSeconds, vectors.Vectors.Count);
        return JobJson.Write(new { nouns = vectors.Vectors.Count });
    }

    private NounVectorFile FileOf(NounsRequest request, out LoadedModel model, out Vocabulary vocabulary)
    {
        model = encoders.Load(models.Find(request.Encoder));
        vocabulary = WordNetFolder.Vocabulary(wordNet(), request.Vocabulary);
        return data.Nouns.File(model.Text.Info.Sha256, model.Text.TemplatesSha256, vocabulary.Hash, vocabulary.Nouns.Count, model.Text.Info.Dimension);
    }
}
