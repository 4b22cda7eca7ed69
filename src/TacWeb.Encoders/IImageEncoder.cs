namespace TacWeb.Encoders;

/// <summary>Turns pictures into the image tower's own (not normalised) vectors. Safe for many threads.</summary>
public interface IImageEncoder
{
    /// <summary>The model behind it.</summary>
    EncoderInfo Info { get; }

    /// <summary>Encodes pictures; decoding and encoding overlap, memory is flat in their number.</summary>
    /// <remarks>A picture's vector depends on its bytes alone: not on its batch, nor on its place in it.</remarks>
    /// <param name="images">Pictures in order; read as fast as they are used.</param>
    /// <param name="cancellationToken">Checked per batch.</param>
    /// <returns>Batches in input order.</returns>
    IAsyncEnumerable<EncodedBatch> EncodeAsync(IAsyncEnumerable<ImageSource> images, CancellationToken cancellationToken = default);
}
