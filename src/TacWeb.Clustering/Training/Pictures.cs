using System.Runtime.InteropServices;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Training;

/// <summary>Pictures of one square size as planes of bytes [N, c, s, s], and batches of them as tensors.</summary>
internal sealed class Pictures
{
    private readonly byte[] _values;

    /// <param name="pixels">Any size; brought to the wanted one bilinearly.</param>
    /// <param name="size">Side.</param>
    public Pictures(Pixels pixels, int size)
    {
        (Count, Channels, Size) = (pixels.Count, pixels.Channels, size);
        int area = size * size;
        _values = new byte[checked(Count * Channels * area)];
        float[] columns = Places(pixels.Width, size), rows = Places(pixels.Height, size);
        Parallel.For(0, Count, row =>
        {
            int bytes = pixels.Height * pixels.Width * Channels;
            Resize(pixels.Values.Span.Slice(row * bytes, bytes), pixels.Height, pixels.Width, rows, columns, _values.AsSpan(row * Channels * area, Channels * area));
        });
    }

    /// <summary>N.</summary>
    public int Count { get; }

    /// <summary>1 or 3.</summary>
    public int Channels { get; }

    /// <summary>Side.</summary>
    public int Size { get; }

    /// <summary>One picture's planes, c·s·s bytes.</summary>
    public ReadOnlySpan<byte> this[int row] => _values.AsSpan(row * Channels * Size * Size, Channels * Size * Size);

    /// <summary>The given pictures [B, c, s, s]: a byte v becomes low + (high − low)·v/255.</summary>
    public Tensor Rows(ReadOnlySpan<int> rows, float low = 0, float high = 1)
    {
        Tensor taken = torch.empty([rows.Length, Channels, Size, Size]);
        Span<float> target = MemoryMarshal.Cast<byte, float>(taken.bytes);
        float factor = (high - low) / 255;
        int place = 0;
        foreach (int row in rows)
        {
            foreach (byte value in this[row])
            {
                target[place++] = low + (factor * value);
            }
        }

        return taken;
    }

    /// <summary>A tensor [n, c, s, s] of numbers 0 … 1 as pictures.</summary>
    public static Pixels ToPixels(Tensor pictures)
    {
        int n = (int)pictures.shape[0], c = (int)pictures.shape[1], side = (int)pictures.shape[2], area = side * side;
        float[] values = TensorBridge.ToArray(pictures.contiguous());
        byte[] bytes = new byte[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            (int picture, int within) = Math.DivRem(i, c * area);
            (int channel, int place) = Math.DivRem(within, area);
            bytes[(((picture * area) + place) * c) + channel] = (byte)Math.Clamp((int)MathF.Round(255 * values[i]), 0, 255);
        }

        return new Pixels(side, side, c, bytes);
    }

    /// <summary>Runs a network over all pictures in blocks, without gradients: [N, columns] row-major.</summary>
    public float[] Evaluate(int columns, Func<int[], Tensor> forward, CancellationToken cancellationToken)
    {
        float[] values = new float[(long)Count * columns];
        using IDisposable noGradient = torch.no_grad();
        foreach (int[] block in Enumerable.Range(0, Count).Chunk(500))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using DisposeScope scope = torch.NewDisposeScope();
            TensorBridge.ToArray(forward(block).contiguous()).CopyTo(values, block[0] * columns);
        }

        return values;
    }

    private static float[] Places(int from, int to) => [.. Enumerable.Range(0, to).Select(i => Math.Clamp(((i + 0.5f) * from / to) - 0.5f, 0, from - 1))];

    private void Resize(ReadOnlySpan<byte> source, int height, int width, float[] rows, float[] columns, Span<byte> target)
    {
        for (int channel = 0; channel < Channels; channel++)
        {
            for (int y = 0; y < Size; y++)
            {
                int top = (int)rows[y], bottom = Math.Min(top + 1, height - 1);
                float down = rows[y] - top;
                for (int x = 0; x < Size; x++)
                {
                    int left = (int)columns[x], right = Math.Min(left + 1, width - 1);
                    float across = columns[x] - left;
                    float above = Mix(source[(((top * width) + left) * Channels) + channel], source[(((top * width) + right) * Channels) + channel], across);
                    float below = Mix(source[(((bottom * width) + left) * Channels) + channel], source[(((bottom * width) + right) * Channels) + channel], across);
                    target[(((channel * Size) + y) * Size) + x] = (byte)MathF.Round(Mix(above, below, down));
                }
            }
        }
    }

    private static float Mix(float first, float second, float share) => first + (share * (second - first));
}
