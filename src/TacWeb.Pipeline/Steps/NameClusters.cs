using TacWeb.Core;
using TacWeb.Core.Concepts;
using TacWeb.Core.Labelling;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;
using TacWeb.Core.WordNet;
using TacWeb.Encoders;

namespace TacWeb.Pipeline.Steps;

/// <summary>Gives the clusters of a partition their names, over the concept space of the dataset.</summary>
internal sealed class NameClusters(WordNetNouns wordNet, Vocabulary vocabulary, ITextEncoder texts, ComputeThread compute)
{
    /// <summary>Encodes the texts of ambiguous senses, then names.</summary>
    public async Task<Naming> RunAsync(Partition partition, Vectors images, SeedConcepts concepts, CancellationToken cancellationToken)
    {
        SenseTexts senses = SenseTexts.Of(concepts.Space.Nouns, vocabulary);
        NamingInput input = new()
        {
            Partition = partition,
            Images = images,
            Senses = senses,
            SenseVectors = senses.Texts.Count == 0 ? null : await EncodeAsync(senses.Texts, cancellationToken).ConfigureAwait(false),
            Weights = () => concepts.Retrieval.Weights(images, cancellationToken),
        };
        return await compute.RunAsync(() => new ClusterNamer(wordNet).Name(input, cancellationToken)).ConfigureAwait(false);
    }

    private async Task<Vectors> EncodeAsync(IReadOnlyList<string> sentences, CancellationToken cancellationToken)
    {
        float[] values = new float[sentences.Count * texts.Info.Dimension];
        await foreach (EncodedBatch batch in texts.EncodeAsync(sentences, cancellationToken).ConfigureAwait(false))
        {
            if (batch.Errors.FirstOrDefault(error => error is not null) is { } error)
            {
                throw new TacWebException($"A sense cannot be encoded: {error}");
            }

            batch.Values.Span.CopyTo(values.AsSpan(batch.Start * texts.Info.Dimension));
        }

        return new Vectors(texts.Info.Key, texts.Info.Dimension, unit: true, values);
    }
}
