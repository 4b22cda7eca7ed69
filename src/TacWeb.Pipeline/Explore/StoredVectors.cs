using TacWeb.Core.Numerics;
using TacWeb.Encoders;
using TacWeb.Pipeline.Steps;
using TacWeb.Storage;

namespace TacWeb.Pipeline.Explore;

/// <summary>Vectors that are kept already, of some pictures; nothing is encoded.</summary>
/// <param name="Vectors">[n, d] unit rows.</param>
/// <param name="Places">n places in the pictures that were asked for, ascending: those that have a vector.</param>
internal sealed record StoredVectors(Vectors Vectors, IReadOnlyList<int> Places)
{
    /// <summary>Reads what there is.</summary>
    public static StoredVectors Read(DataFolder data, EncoderInfo encoder, IReadOnlyList<string> hashes)
    {
        using EmbeddingFile? file = data.Embeddings.OpenForReading(encoder.Sha256, encoder.Dimension);
        StoredEmbedding?[] found = file?.Find(hashes) ?? new StoredEmbedding?[hashes.Count];
        int[] places = [.. Enumerable.Range(0, found.Length).Where(i => found[i] is { Error: null })];
        Vectors vectors = file is null ? new Vectors(encoder.Key, encoder.Dimension, unit: true, ReadOnlyMemory<float>.Empty) : DatasetVectors.Read(file, encoder, [.. places.Select(place => found[place]!.Value.Row)]);
        return new StoredVectors(vectors, places);
    }
}
