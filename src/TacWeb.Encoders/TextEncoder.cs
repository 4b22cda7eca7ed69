using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using TacWeb.Core;
using TacWeb.Encoders.Models;
using TacWeb.Encoders.Tokenizers;

namespace TacWeb.Encoders;

/// <summary>The text tower. Every text runs at its own token length, together with others of exactly that length, so nothing is padded.</summary>
internal sealed class TextEncoder : ITextEncoder
{
    /// <summary>Prompts a batch handed out: enough that most lengths fill a run, few enough that progress is seen.</summary>
    private const int PromptsPerBatch = 1024;

    private readonly ModelManifest manifest;
    private readonly ITokenizer tokenizer;
    private readonly TextTower tower;
    private readonly int workers;

    public TextEncoder(ModelFolder folder, EncoderGraph graph, ITokenizer tokenizer, int workers)
    {
        Info = folder.Info;
        manifest = folder.Manifest;
        tower = new TextTower(graph, Info);
        (this.tokenizer, this.workers) = (tokenizer, workers);
        TemplatesSha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', [.. manifest.Templates, manifest.LemmaSeparator]))));
        NounBatch = Math.Max(1, PromptsPerBatch / manifest.Templates.Count);
    }

    /// <inheritdoc/>
    public EncoderInfo Info { get; }

    /// <inheritdoc/>
    public string TemplatesSha256 { get; }

    /// <inheritdoc/>
    public int NounBatch { get; }

    /// <inheritdoc/>
    public IAsyncEnumerable<EncodedBatch> EncodeAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken = default) =>
        EncodeAsync(texts, 0, PromptsPerBatch, ["{}"], static text => text, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<EncodedBatch> EncodeNounsAsync(IReadOnlyList<string> lemmas, int start = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lemmas);
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        return start % NounBatch == 0
            ? EncodeAsync(lemmas, start, NounBatch, manifest.Templates, lemma => lemma.Replace("_", manifest.LemmaSeparator, StringComparison.Ordinal), cancellationToken)
            : throw new ArgumentException($"{start} is no multiple of {NounBatch}.", nameof(start));
    }

    private async IAsyncEnumerable<EncodedBatch> EncodeAsync(
        IReadOnlyList<string> texts,
        int start,
        int batch,
        IReadOnlyList<string> templates,
        Func<string, string> phrase,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(texts);
        using var run = new RunOptions();
        await using var stop = cancellationToken.Register(() => run.Terminate = true);
        var starts = Enumerable.Range(0, Math.Max(0, (texts.Count - start + batch - 1) / batch)).Select(i => start + (i * batch)).ToAsyncEnumerable();
        var batches = OrderedWork.SelectAsync(starts, (first, token) => Encode(texts, first, Math.Min(batch, texts.Count - first), templates, phrase, run, token), workers, cancellationToken);
        await foreach (var encoded in batches.ConfigureAwait(false))
        {
            yield return encoded;
        }
    }

    private EncodedBatch Encode(IReadOnlyList<string> texts, int start, int count, IReadOnlyList<string> templates, Func<string, string> phrase, RunOptions run, CancellationToken cancellationToken)
    {
        var prompts = new int[count * templates.Count][];
        for (var i = 0; i < prompts.Length; i++)
        {
            prompts[i] = tokenizer.Encode(templates[i % templates.Count].Replace("{}", phrase(texts[start + (i / templates.Count)]), StringComparison.Ordinal));
        }

        var raw = tower.Run(prompts, run, cancellationToken);
        var unit = new float[count * Info.Dimension];
        for (var i = 0; i < count; i++)
        {
            MeanOfUnitLength(raw.AsSpan(i * templates.Count * Info.Dimension, templates.Count * Info.Dimension), unit.AsSpan(i * Info.Dimension, Info.Dimension));
        }

        return new EncodedBatch(start, unit, new string?[count]);
    }

    /// <summary>The mean of raw rows, scaled to length 1; sums in double, in row order.</summary>
    private void MeanOfUnitLength(ReadOnlySpan<float> rows, Span<float> target)
    {
        Span<double> sum = new double[target.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            sum[i % target.Length] += rows[i];
        }

        var squares = 0.0;
        foreach (var value in sum)
        {
            squares += value * value;
        }

        if (!double.IsFinite(squares) || squares == 0)
        {
            throw new TacWebException($"The text tower of \"{Info.Key}\" gives values that are no numbers, or a vector of zeros.");
        }

        var scale = 1 / Math.Sqrt(squares);
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = (float)(sum[i] * scale);
        }
    }
}
