using TacWeb.Core.Numerics;
using TacWeb.Encoders;
using TacWeb.Pipeline.Ingest;
using TacWeb.Storage;

namespace TacWeb.Pipeline.Steps;

/// <summary>The unit vectors of a stored dataset, held in memory, with the dataset's row of each; pictures that cannot be decoded have none.</summary>
/// <param name="Vectors">[n, d].</param>
/// <param name="Rows">n rows of the dataset, ascending.</param>
/// <param name="Images">N, images of the dataset.</param>
internal sealed record DatasetVectors(Vectors Vectors, IReadOnlyList<int> Rows, int Images)
{
    /// <summary>Encodes what was never encoded and reads the rest.</summary>
    /// <exception cref="Core.TacWebException">There is no such dataset, or no picture of it can be decoded.</exception>
    public static async Task<DatasetVectors> EnsureAsync(DataFolder data, IImageEncoder encoder, int dataset, ProgressMeter progress, CancellationToken cancellationToken)
    {
        Ingested pictures = StoredPictures.Read(data, dataset);
        EmbeddedImages embedded = await new EmbedImages(data, encoder).RunAsync(pictures, progress, cancellationToken).ConfigureAwait(false);
        using EmbeddingFile file = data.Embeddings.Open(encoder.Info.Sha256, encoder.Info.Dimension);
        return new DatasetVectors(Read(file, encoder.Info, embedded.Rows), embedded.Places, pictures.Images.Count);
    }

    /// <summary>The kept rows as unit rows.</summary>
    public static Vectors Read(EmbeddingFile file, EncoderInfo encoder, IReadOnlyList<long> rows)
    {
        float[] values = new float[checked(rows.Count * encoder.Dimension)];
        for (int i = 0; i < rows.Count; i++)
        {
            file.Read(rows[i], values.AsSpan(i * encoder.Dimension, encoder.Dimension));
        }

        UnitRows.Normalize(values, encoder.Dimension, encoder.Key);
        return new Vectors(encoder.Key, encoder.Dimension, unit: true, values);
    }
}
