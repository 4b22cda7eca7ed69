using System.Globalization;
using TacWeb.Core.Numerics;
using TacWeb.Encoders.Images.Vips;

namespace TacWeb.Encoders.Images;

/// <summary>Small WebP copies of pictures for pages. Safe for many threads.</summary>
public static class Thumbnails
{
    private const int LargestSize = 4096;

    /// <summary>Makes a WebP (quality 75) that fits into a square; a smaller picture keeps its size.</summary>
    /// <param name="file">The whole file, in any format that <see cref="ImageDecoder"/> reads.</param>
    /// <param name="size">Side of the square, pixels, 1 … 4,096.</param>
    /// <param name="limits">The largest picture accepted; null: <see cref="ImageLimits.Default"/>.</param>
    /// <returns>The WebP file.</returns>
    /// <exception cref="ImageException">The file is empty, no image, damaged, or larger than the limits.</exception>
    public static unsafe byte[] Encode(ReadOnlySpan<byte> file, int size, ImageLimits? limits = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, LargestSize);
        var header = ImageDecoder.ReadHeader(file, limits);
        if (header.Format == ImageFormat.Bmp)
        {
            using var decoded = ImageDecoder.Decode(file, limits);
            using var bitmap = VipsImage.FromRgb(decoded);
            using var shrunk = bitmap.Apply("thumbnail_image\0"u8, Fit(size));
            return ToWebP(shrunk);
        }

        fixed (byte* data = file)
        {
            using var operation = new VipsOperation("thumbnail_buffer\0"u8);
            operation.Set("buffer\0"u8, data, file.Length);
            operation.Set(Fit(size) + ",fail_on=error"); // shrinks while loading where the format can
            using var shrunk = operation.BuildImage();
            return ToWebP(shrunk);
        }
    }

    /// <summary>Makes one WebP of small pictures side by side, each pixel drawn several times.</summary>
    /// <param name="pictures">Pictures of one size.</param>
    /// <param name="first">The first one shown.</param>
    /// <param name="count">How many.</param>
    /// <param name="zoom">How often a pixel is repeated each way.</param>
    /// <returns>The WebP file.</returns>
    public static byte[] Strip(Pixels pictures, int first, int count, int zoom)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first + count, pictures.Count);
        int width = pictures.Width * zoom;
        using RgbImage strip = new(width * count, pictures.Height * zoom);
        ReadOnlySpan<byte> source = pictures.Values.Span;
        Span<byte> target = strip.Values;
        for (int y = 0; y < strip.Height; y++)
        {
            for (int x = 0; x < strip.Width; x++)
            {
                int pixel = ((((first + (x / width)) * pictures.Height) + (y / zoom)) * pictures.Width) + (x % width / zoom);
                for (int band = 0; band < 3; band++)
                {
                    target[(((y * strip.Width) + x) * 3) + band] = source[(pixel * pictures.Channels) + Math.Min(band, pictures.Channels - 1)];
                }
            }
        }

        using VipsImage image = VipsImage.FromRgb(strip);
        return ToWebP(image);
    }

    private static string Fit(int size)
    {
        var side = size.ToString(CultureInfo.InvariantCulture);
        return $"width={side},height={side},size=down";
    }

    private static byte[] ToWebP(VipsImage image)
    {
        using var operation = new VipsOperation("webpsave_buffer\0"u8);
        operation.Set("in\0"u8, image);
        operation.Set("Q=75,effort=0,keep=none");
        return operation.BuildBytes();
    }
}
