using System.Runtime.InteropServices;
using TacWeb.Core.Numerics;
using TacWeb.Encoders;
using TacWeb.Storage;

namespace TacWeb.Pipeline.Steps;

/// <summary>Brings the kept vectors of a dataset into its own order, as unit rows in a mapped file; never all in memory.</summary>
internal sealed class LoadRows(DataFolder data, EncoderInfo encoder, JobSteps steps, Look? look = null)
{
    private readonly string _kept = look?.KeyOf(encoder) ?? encoder.Sha256;


    /// <summary>Makes the rows.</summary>
    /// <exception cref="Core.TacWebException">A vector is all zeros or not finite; the message names the encoder.</exception>
    public async Task<ImageRows> RunAsync(EmbeddedImages images, StageTimes times, CancellationToken cancellationToken)
    {
        string key = images.Key(_kept);
        string path = await steps.RunAsync(look is null ? $"rows-{encoder.Key}" : $"rows-{look.Name}", "embed", key, times, _ => stream => Write(stream, images, cancellationToken)).ConfigureAwait(false);
        return new ImageRows(steps.Map(path, encoder.Key, encoder.Dimension), key);
    }

    private void Write(Stream stream, EmbeddedImages images, CancellationToken cancellationToken)
    {
        using EmbeddingFile file = data.Embeddings.Open(_kept, encoder.Dimension);
        float[] row = new float[encoder.Dimension];
        foreach (long number in images.Rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            file.Read(number, row);
            UnitRows.Normalize(row, encoder.Dimension, encoder.Key);
            stream.Write(MemoryMarshal.AsBytes(row.AsSpan()));
        }
    }
}
