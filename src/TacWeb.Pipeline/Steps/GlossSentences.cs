using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using TacWeb.Core.Concepts;
using TacWeb.Encoders;

namespace TacWeb.Pipeline.Steps;

/// <summary>Encodes the nouns of a fine-grained set as <c>lemma, gloss</c> in place of the encoder's templates (methods §4.9): breeds and species differ by what their definitions say.</summary>
/// <param name="texts">The text tower.</param>
/// <param name="nouns">The vocabulary; <see cref="EncodeNounsAsync"/> takes its lemmas, in its order. A noun without a gloss is its lemma alone.</param>
internal sealed class GlossSentences(ITextEncoder texts, IReadOnlyList<Noun> nouns) : ITextEncoder
{
    private readonly string[] _sentences = [.. nouns.Select(Sentence)];

    /// <inheritdoc/>
    public EncoderInfo Info => texts.Info;

    /// <summary>Hash of the sentences, so that their vectors are kept apart from those of the templates.</summary>
    public string TemplatesSha256 => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', _sentences))));

    /// <inheritdoc/>
    public int NounBatch => 1024;

    /// <inheritdoc/>
    public IAsyncEnumerable<EncodedBatch> EncodeAsync(IReadOnlyList<string> sentences, CancellationToken cancellationToken = default) => texts.EncodeAsync(sentences, cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<EncodedBatch> EncodeNounsAsync(IReadOnlyList<string> lemmas, int start = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lemmas);
        if (lemmas.Count != _sentences.Length)
        {
            throw new ArgumentException($"{lemmas.Count} lemmas for {_sentences.Length} nouns.", nameof(lemmas));
        }

        await foreach (EncodedBatch batch in texts.EncodeAsync(_sentences[start..], cancellationToken).ConfigureAwait(false))
        {
            yield return batch with { Start = start + batch.Start };
        }
    }

    private static string Sentence(Noun noun)
    {
        string words = noun.Lemma.Replace('_', ' ');
        return noun.Gloss.Length == 0 ? words : $"{words}, {noun.Gloss}";
    }
}
