using System.Buffers;
using TacWeb.Core;

namespace TacWeb.Encoders;

/// <summary>A picture's whole file in a rented buffer.</summary>
internal readonly struct FileBytes : IDisposable
{
    private const int FirstGuess = 256 * 1024;

    private readonly byte[] buffer;
    private readonly int length;

    private FileBytes(byte[] buffer, int length) => (this.buffer, this.length) = (buffer, length);

    public ReadOnlySpan<byte> Span => buffer.AsSpan(0, length);

    /// <summary>Opens, reads to the end, and closes.</summary>
    /// <exception cref="TacWebException">The file is larger than an array can be.</exception>
    public static FileBytes Read(ImageSource source)
    {
        using var stream = source.Open();
        var buffer = ArrayPool<byte>.Shared.Rent(stream.CanSeek ? (int)Math.Clamp(stream.Length + 1, 1, Array.MaxLength) : FirstGuess);
        var length = 0;
        try
        {
            for (int read; (read = stream.Read(buffer, length, buffer.Length - length)) > 0;)
            {
                length += read;
                buffer = length < buffer.Length ? buffer : Grow(buffer);
            }

            return new FileBytes(buffer, length);
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(buffer);
            throw;
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);

    private static byte[] Grow(byte[] full)
    {
        if (full.Length > Array.MaxLength / 2)
        {
            throw new TacWebException("The file is larger than 1 GB.");
        }

        var larger = ArrayPool<byte>.Shared.Rent(2 * full.Length);
        full.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(full);
        return larger;
    }
}
