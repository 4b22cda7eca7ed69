using System.Buffers;

namespace TacWeb.Encoders.Images;

/// <summary>A decoded picture: 8-bit RGB, [height, width, 3], rows without gaps. Dispose it to give its buffer back.</summary>
public sealed class RgbImage : IDisposable
{
    /// <summary>Bytes after the last pixel that may be read (never used), so that vector code may load past the end.</summary>
    internal const int Padding = 32;

    private byte[]? buffer;

    /// <summary>Rents an image of undefined content.</summary>
    /// <param name="width">Pixels across, at least 1.</param>
    /// <param name="height">Pixels down, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 1, or the image exceeds 2 GiB.</exception>
    public RgbImage(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        var bytes = 3L * width * height;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, Array.MaxLength - Padding, nameof(height));
        (Width, Height) = (width, height);
        buffer = ArrayPool<byte>.Shared.Rent((int)bytes + Padding);
    }

    /// <summary>Pixels across.</summary>
    public int Width { get; }

    /// <summary>Pixels down.</summary>
    public int Height { get; }

    /// <summary>The bytes, height × width × 3.</summary>
    /// <exception cref="ObjectDisposedException">The image was disposed.</exception>
    public Span<byte> Values => Padded[..(3 * Width * Height)];

    /// <summary>The bytes with <see cref="Padding"/> more behind them.</summary>
    internal Span<byte> Padded
    {
        get
        {
            ObjectDisposedException.ThrowIf(buffer is null, this);
            return buffer.AsSpan(0, (3 * Width * Height) + Padding);
        }
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref buffer, null) is { } rented)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
