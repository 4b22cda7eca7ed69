namespace TacWeb.Encoders;

/// <summary>Turns sentences into unit vectors. Safe for many threads.</summary>
public interface ITextEncoder
{
    /// <summary>The model behind it.</summary>
    EncoderInfo Info { get; }

    /// <summary>Hash of the templates and the lemma separator: with the encoder's hash it names stored noun vectors.</summary>
    string TemplatesSha256 { get; }

    /// <summary>Encodes plain sentences as they are; unit rows, in input order, batches of a fixed number of inputs.</summary>
    IAsyncEnumerable<EncodedBatch> EncodeAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken = default);

    /// <summary>Encodes nouns: each is put into every template, the raw vectors are averaged and then normalised (contract §3, <c>templates</c>).</summary>
    /// <param name="lemmas">Lemmas with <c>_</c> between words; the model's lemma separator replaces it in the prompt.</param>
    /// <param name="start">First lemma to encode; a multiple of <see cref="NounBatch"/>, so that an interrupted run resumes.</param>
    /// <param name="cancellationToken">Checked per batch.</param>
    /// <returns>Unit rows in order, <see cref="NounBatch"/> nouns a batch (the last may be shorter).</returns>
    IAsyncEnumerable<EncodedBatch> EncodeNounsAsync(IReadOnlyList<string> lemmas, int start = 0, CancellationToken cancellationToken = default);

    /// <summary>Nouns a batch of <see cref="EncodeNounsAsync"/>.</summary>
    int NounBatch { get; }
}
