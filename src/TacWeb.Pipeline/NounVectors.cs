using TacWeb.Core;
using TacWeb.Core.Concepts;
using TacWeb.Core.Jobs;
using TacWeb.Encoders;
using TacWeb.Pipeline.Steps;
using TacWeb.Storage;

namespace TacWeb.Pipeline;

/// <summary>The vectors of a vocabulary's nouns under an encoder: computed once, kept in the data folder, resumed where an interruption left them.</summary>
/// <param name="data">The owned data folder.</param>
/// <param name="texts">Text tower of the encoder.</param>
/// <param name="time">The clock of the progress.</param>
public sealed class NounVectors(DataFolder data, ITextEncoder texts, TimeProvider time) : IDisposable
{
    /// <summary>Rows brought to the disk at once, at least.</summary>
    private const int RowsAtOnce = 1024;

    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>The unit vectors [M, d] of a vocabulary, computed now where they are not kept yet.</summary>
    /// <param name="vocabulary">The nouns.</param>
    /// <param name="progress">Told at most 4 times a second; step <c>nouns</c>.</param>
    /// <param name="cancellationToken">Checked per batch; finished batches stay.</param>
    /// <returns>The mapped rows; the caller disposes them.</returns>
    /// <exception cref="TacWebException">A noun cannot be encoded.</exception>
    public async Task<MappedVectors> EnsureAsync(Vocabulary vocabulary, IProgress<JobProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        NounVectorFile file = data.Nouns.File(texts.Info.Sha256, texts.TemplatesSha256, vocabulary.Hash, vocabulary.Nouns.Count, texts.Info.Dimension);
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!file.IsComplete)
            {
                await EncodeAsync(vocabulary, file, new ProgressMeter(progress, time), cancellationToken).ConfigureAwait(false);
            }

            return file.Map(texts.Info.Key);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Frees the lock.</summary>
    public void Dispose() => _one.Dispose();

    private async Task EncodeAsync(Vocabulary vocabulary, NounVectorFile file, ProgressMeter progress, CancellationToken cancellationToken)
    {
        string[] lemmas = [.. vocabulary.Nouns.Select(noun => noun.Lemma)];
        int done = file.Resume(texts.NounBatch);
        List<float> rows = [];
        progress.Report("nouns", done, lemmas.Length, "nouns");
        if (done < lemmas.Length)
        {
            await foreach (EncodedBatch batch in texts.EncodeNounsAsync(lemmas, done, cancellationToken).ConfigureAwait(false))
            {
                Refuse(batch, lemmas);
                rows.AddRange(batch.Values.Span);
                done = batch.Start + batch.Count;
                progress.Report("nouns", done, lemmas.Length, "nouns");
                if (rows.Count >= RowsAtOnce * texts.Info.Dimension || done == lemmas.Length)
                {
                    file.Append(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rows));
                    rows.Clear();
                }
            }
        }

        file.Complete();
    }

    private static void Refuse(EncodedBatch batch, string[] lemmas)
    {
        for (int i = 0; i < batch.Count; i++)
        {
            if (batch.Errors[i] is { } error)
            {
                throw new TacWebException($"The noun '{lemmas[batch.Start + i]}' cannot be encoded: {error}");
            }
        }
    }
}
