namespace TacWeb.Encoders.Images;

/// <summary>Reads JPEG, PNG, WebP, GIF, BMP, TIFF and AVIF files as 8-bit RGB. Safe for many threads.</summary>
/// <remarks>Equal to what PIL's <c>ImageOps.exif_transpose(image).convert("RGB")</c> gives; damaged files are refused, never half-read.</remarks>
public static class ImageDecoder
{
    /// <summary>Reads a file's header: its format and size, without decoding a pixel.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="limits">The largest picture accepted; null: <see cref="ImageLimits.Default"/>.</param>
    /// <exception cref="ImageException">The file is empty, no image, damaged in its header, or larger than the limits.</exception>
    public static ImageHeader ReadHeader(ReadOnlySpan<byte> file, ImageLimits? limits = null) => throw new NotImplementedException();

    /// <summary>Decodes the first frame, turned as its EXIF orientation asks.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="limits">The largest picture accepted; null: <see cref="ImageLimits.Default"/>.</param>
    /// <returns>The picture; the caller disposes it.</returns>
    /// <exception cref="ImageException">The file is empty, no image, damaged, or larger than the limits.</exception>
    public static RgbImage Decode(ReadOnlySpan<byte> file, ImageLimits? limits = null) => throw new NotImplementedException();
}
