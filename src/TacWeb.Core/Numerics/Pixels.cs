namespace TacWeb.Core.Numerics;

/// <summary>Pictures of one size as bytes [Count, Height, Width, Channels], for the methods that read pixels. Immutable.</summary>
public sealed class Pixels
{
    /// <summary>Wraps <paramref name="values"/> as pictures of the given size.</summary>
    /// <exception cref="ArgumentException">The values are no whole number of pictures.</exception>
    public Pixels(int height, int width, int channels, ReadOnlyMemory<byte> values)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        int size = checked(height * width * channels);
        if (values.Length % size != 0)
        {
            throw new ArgumentException($"{values.Length} bytes are no whole number of {height}×{width}×{channels} pictures.", nameof(values));
        }

        (Height, Width, Channels, Values) = (height, width, channels, values);
        Count = values.Length / size;
    }

    /// <summary>Number of pictures, N.</summary>
    public int Count { get; }

    /// <summary>Rows of a picture.</summary>
    public int Height { get; }

    /// <summary>Columns of a picture.</summary>
    public int Width { get; }

    /// <summary>1 (grey) or 3 (RGB).</summary>
    public int Channels { get; }

    /// <summary>All bytes, 0…255, picture after picture, row after row, channels innermost.</summary>
    public ReadOnlyMemory<byte> Values { get; }
}
