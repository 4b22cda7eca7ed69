using TacWeb.Encoders.Images.Vips;

namespace TacWeb.Encoders.Images;

/// <summary>Reads JPEG, PNG, WebP, GIF, BMP, TIFF and AVIF files as 8-bit RGB. Safe for many threads.</summary>
/// <remarks>
/// Equal to what PIL's <c>ImageOps.exif_transpose(image).convert("RGB")</c> gives (alpha is dropped, CMYK turned by the plain formula); 16-bit grey keeps its
/// high byte, where PIL would clip. Damaged files are refused, never half-read.
/// </remarks>
public static class ImageDecoder
{
    private const string NotAnImage = "The file is not an image (JPEG, PNG, WebP, GIF, BMP, TIFF or AVIF).";

    /// <summary>Reads a file's header: its format and size, without decoding a pixel.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="limits">The largest picture accepted; null: <see cref="ImageLimits.Default"/>.</param>
    /// <exception cref="ImageException">The file is empty, no image, damaged in its header, or larger than the limits.</exception>
    public static unsafe ImageHeader ReadHeader(ReadOnlySpan<byte> file, ImageLimits? limits = null)
    {
        CheckNotEmpty(file);
        if (BitmapDecoder.Recognizes(file))
        {
            return Checked(BitmapDecoder.ReadHeader(file), limits);
        }

        fixed (byte* data = file)
        {
            var (format, loader) = FindLoader(data, file.Length);
            using var image = VipsImage.Open(loader, data, file.Length);
            return Checked(VipsDecoder.Header(format, image), limits);
        }
    }

    /// <summary>Decodes the first frame, turned as its EXIF orientation asks.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="limits">The largest picture accepted; null: <see cref="ImageLimits.Default"/>.</param>
    /// <returns>The picture; the caller disposes it.</returns>
    /// <exception cref="ImageException">The file is empty, no image, damaged, or larger than the limits.</exception>
    public static unsafe RgbImage Decode(ReadOnlySpan<byte> file, ImageLimits? limits = null)
    {
        CheckNotEmpty(file);
        if (BitmapDecoder.Recognizes(file))
        {
            Checked(BitmapDecoder.ReadHeader(file), limits);
            return BitmapDecoder.Decode(file);
        }

        fixed (byte* data = file)
        {
            var (format, loader) = FindLoader(data, file.Length);
            using var image = VipsImage.Open(loader, data, file.Length);
            Checked(VipsDecoder.Header(format, image), limits);
            return VipsDecoder.Decode(image);
        }
    }

    private static void CheckNotEmpty(ReadOnlySpan<byte> file)
    {
        if (file.IsEmpty)
        {
            throw new ImageException("The file is empty (0 bytes).");
        }
    }

    private static unsafe (ImageFormat Format, string Loader) FindLoader(byte* data, int length)
    {
        var loader = VipsImage.FindLoader(data, length)
            ?? throw new ImageException(ImageSignature.Matches(new ReadOnlySpan<byte>(data, length)) ? "The image is damaged or cut short." : NotAnImage);
        foreach (var (prefix, format) in VipsDecoder.Loaders)
        {
            if (loader.StartsWith(prefix, StringComparison.Ordinal))
            {
                return (format, loader);
            }
        }

        throw new ImageException(NotAnImage);
    }

    private static ImageHeader Checked(ImageHeader header, ImageLimits? limits)
    {
        limits ??= ImageLimits.Default;
        var (_, width, height, pages) = header;
        if (width > limits.MaxSide || height > limits.MaxSide)
        {
            throw new ImageException(FormattableString.Invariant($"The image is {width:N0} × {height:N0} pixels; the limit is {limits.MaxSide:N0} pixels a side."));
        }

        if ((long)width * height * pages > limits.MaxPixels)
        {
            var frames = pages > 1 ? FormattableString.Invariant($" × {pages:N0} frames") : "";
            throw new ImageException(FormattableString.Invariant($"The image is {width:N0} × {height:N0} pixels{frames}; the limit is {limits.MaxPixels:N0} pixels in all."));
        }

        return header;
    }
}
