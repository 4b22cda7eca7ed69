using System.Runtime.InteropServices;

namespace TacWeb.Encoders.Images;

/// <summary>Turns interleaved bands into RGB as PIL's <c>convert("RGB")</c> does.</summary>
internal static class BandConversion
{
    /// <summary>Keeps the high byte of every 16-bit value, packed at the front of the same memory.</summary>
    public static void NarrowInPlace(Span<ushort> values)
    {
        var bytes = MemoryMarshal.AsBytes(values);
        for (var i = 0; i < values.Length; i++)
        {
            bytes[i] = (byte)(values[i] >> 8); // byte i is behind everything still to be read
        }
    }

    /// <summary>Grey (1, 2 bands), RGB (3, 4) or CMYK (4, 5) to RGB; alpha is dropped.</summary>
    public static void ToRgb(ReadOnlySpan<byte> source, int bands, bool cmyk, Span<byte> target)
    {
        if (cmyk)
        {
            FromCmyk(source, bands, target);
        }
        else if (bands == 3)
        {
            source.CopyTo(target);
        }
        else
        {
            var (green, blue) = bands > 3 ? (1, 2) : (0, 0);
            for (int from = 0, to = 0; to < target.Length; from += bands, to += 3)
            {
                (target[to], target[to + 1], target[to + 2]) = (source[from], source[from + green], source[from + blue]);
            }
        }
    }

    /// <summary>(1 − C)(1 − K) and so on, rounded as in libImaging/Convert.c, <c>cmyk2rgb</c>.</summary>
    private static void FromCmyk(ReadOnlySpan<byte> source, int bands, Span<byte> target)
    {
        for (int from = 0, to = 0; to < target.Length; from += bands, to += 3)
        {
            var white = 255 - source[from + 3];
            for (var channel = 0; channel < 3; channel++)
            {
                var product = (source[from + channel] * white) + 128;
                target[to + channel] = (byte)Math.Max(0, white - (((product >> 8) + product) >> 8));
            }
        }
    }
}
