using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TacWeb.Encoders.Images;

/// <summary>Pillow's 8-bit bicubic resize with antialiasing, bit for bit, of which only the wanted window is computed.</summary>
/// <remarks>Horizontal pass first, rounded to bytes in between, sums in int32 with 22 fraction bits (libImaging/Resample.c).</remarks>
internal static class PillowResize
{
    private const int Half = 1 << (BicubicWeights.PrecisionBits - 1);

    /// <summary>Resizes an image to <paramref name="width"/> × <paramref name="height"/> and writes the square window at (<paramref name="left"/>, <paramref name="top"/>).</summary>
    /// <param name="image">The input.</param>
    /// <param name="width">Width of the whole output.</param>
    /// <param name="height">Height of the whole output.</param>
    /// <param name="left">First column of the window.</param>
    /// <param name="top">First row of the window.</param>
    /// <param name="side">Side of the window.</param>
    /// <param name="target">[side, side, 3].</param>
    /// <param name="vectors">Whether vector instructions are used; the result is the same.</param>
    public static void Window(RgbImage image, int width, int height, int left, int top, int side, Span<byte> target, bool vectors)
    {
        if (height == image.Height)
        {
            Columns(image, width, left, top, side, side, target, vectors);
            return;
        }

        using var weights = new BicubicWeights(image.Height, height, top, side);
        var firstRow = weights.First(0);
        var rows = weights.First(side - 1) + weights.Of(side - 1).Length - firstRow;
        var between = ArrayPool<byte>.Shared.Rent(rows * side * 3);
        try
        {
            Columns(image, width, left, firstRow, rows, side, between, vectors);
            Rows(between, weights, firstRow, 3 * side, target, vectors);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(between);
        }
    }

    /// <summary>The horizontal pass over some rows of the image: [rows, side, 3].</summary>
    private static void Columns(RgbImage image, int width, int left, int firstRow, int rows, int side, Span<byte> target, bool vectors)
    {
        var source = (ReadOnlySpan<byte>)image.Padded;
        var stride = 3 * image.Width;
        if (width == image.Width)
        {
            for (var y = 0; y < rows; y++)
            {
                source.Slice(((firstRow + y) * stride) + (3 * left), 3 * side).CopyTo(target[(y * 3 * side)..]);
            }

            return;
        }

        using var weights = new BicubicWeights(image.Width, width, left, side);
        for (var y = 0; y < rows; y++)
        {
            var row = source[((firstRow + y) * stride)..]; // runs on into the padding
            var output = target.Slice(y * 3 * side, 3 * side);
            if (vectors)
            {
                RowVectors(row, weights, output);
            }
            else
            {
                RowScalar(row, weights, output);
            }
        }
    }

    private static void RowScalar(ReadOnlySpan<byte> row, in BicubicWeights weights, Span<byte> target)
    {
        for (var x = 0; x < weights.Count; x++)
        {
            var pixel = row[(3 * weights.First(x))..];
            int red = Half, green = Half, blue = Half, at = 0;
            foreach (var weight in weights.Of(x))
            {
                red += pixel[at] * weight;
                green += pixel[at + 1] * weight;
                blue += pixel[at + 2] * weight;
                at += 3;
            }

            (target[3 * x], target[(3 * x) + 1], target[(3 * x) + 2]) = (Clip(red), Clip(green), Clip(blue));
        }
    }

    /// <summary>One pixel a step in the lanes (red, green, blue, the next pixel's red: unused).</summary>
    private static void RowVectors(ReadOnlySpan<byte> row, in BicubicWeights weights, Span<byte> target)
    {
        for (var x = 0; x < weights.Count; x++)
        {
            var of = weights.Of(x);
            var pixel = row.Slice(3 * weights.First(x), (3 * of.Length) + 1);
            ref var at = ref MemoryMarshal.GetReference(pixel);
            var sum = Vector128.Create(Half);
            for (var i = 0; i < of.Length; i++)
            {
                var four = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref at, 3 * i));
                var lanes = Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalar(four).AsByte())).AsInt32();
                sum += lanes * of[i];
            }

            sum >>= BicubicWeights.PrecisionBits;
            sum = Vector128.Min(Vector128.Max(sum, Vector128<int>.Zero), Vector128.Create(255));
            (target[3 * x], target[(3 * x) + 1], target[(3 * x) + 2]) = ((byte)sum[0], (byte)sum[1], (byte)sum[2]);
        }
    }

    /// <summary>The vertical pass: every output row is a weighted sum of whole rows of <paramref name="stride"/> bytes.</summary>
    private static void Rows(ReadOnlySpan<byte> source, in BicubicWeights weights, int firstRow, int stride, Span<byte> target, bool vectors)
    {
        for (var y = 0; y < weights.Count; y++)
        {
            var of = weights.Of(y);
            var rows = source.Slice((weights.First(y) - firstRow) * stride, of.Length * stride);
            var output = target.Slice(y * stride, stride);
            var done = vectors ? SumVectors(rows, of, output) : 0;
            for (var x = done; x < stride; x++)
            {
                var sum = Half;
                for (var i = 0; i < of.Length; i++)
                {
                    sum += rows[(i * stride) + x] * of[i];
                }

                output[x] = Clip(sum);
            }
        }
    }

    /// <summary>Sums 16 columns at a time; returns how many columns are done.</summary>
    private static int SumVectors(ReadOnlySpan<byte> rows, ReadOnlySpan<int> weights, Span<byte> target)
    {
        var stride = target.Length;
        var x = 0;
        for (; x + 16 <= stride; x += 16)
        {
            var (a, b, c, d) = (Vector128.Create(Half), Vector128.Create(Half), Vector128.Create(Half), Vector128.Create(Half));
            for (var i = 0; i < weights.Length; i++)
            {
                var (low, high) = Vector128.Widen(Vector128.Create(rows.Slice((i * stride) + x, 16)));
                var weight = weights[i];
                a += Vector128.WidenLower(low).AsInt32() * weight;
                b += Vector128.WidenUpper(low).AsInt32() * weight;
                c += Vector128.WidenLower(high).AsInt32() * weight;
                d += Vector128.WidenUpper(high).AsInt32() * weight;
            }

            Vector128.Narrow(Narrow(a, b), Narrow(c, d)).CopyTo(target[x..]);
        }

        return x;
    }

    private static Vector128<ushort> Narrow(Vector128<int> low, Vector128<int> high) =>
        Vector128.Narrow(Clip(low).AsUInt32(), Clip(high).AsUInt32());

    private static Vector128<int> Clip(Vector128<int> sum) =>
        Vector128.Min(Vector128.Max(sum >> BicubicWeights.PrecisionBits, Vector128<int>.Zero), Vector128.Create(255));

    private static byte Clip(int sum) => (byte)Math.Clamp(sum >> BicubicWeights.PrecisionBits, 0, 255);
}
