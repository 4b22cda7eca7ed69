namespace TacWeb.Encoders.Images;

/// <summary>Small WebP copies of pictures for pages. Safe for many threads.</summary>
public static class Thumbnails
{
    /// <summary>Makes a WebP (quality 75) that fits into a square; a smaller picture keeps its size.</summary>
    /// <param name="file">The whole file, in any format that <see cref="ImageDecoder"/> reads.</param>
    /// <param name="size">Side of the square, pixels, 1 … 4,096.</param>
    /// <param name="limits">The largest picture accepted; null: <see cref="ImageLimits.Default"/>.</param>
    /// <returns>The WebP file.</returns>
    /// <exception cref="ImageException">The file is empty, no image, damaged, or larger than the limits.</exception>
    public static byte[] Encode(ReadOnlySpan<byte> file, int size, ImageLimits? limits = null) => throw new NotImplementedException();
}
