namespace TacWeb.Encoders.Images;

/// <summary>Pictures as a few pixels, for methods that learn from pixels. Safe for many threads.</summary>
public static class SmallPictures
{
    /// <summary>Decodes a file, brings its shorter side to <paramref name="side"/> pixels (bicubic, as PIL) and cuts the middle square.</summary>
    /// <param name="file">The whole file, in any format that <see cref="ImageDecoder"/> reads.</param>
    /// <param name="side">Side of the square.</param>
    /// <param name="target">[side, side, 3] bytes.</param>
    /// <exception cref="ImageException">The file is empty, no image, damaged, or too large.</exception>
    public static void Decode(ReadOnlySpan<byte> file, int side, Span<byte> target)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(side, 1);
        using RgbImage image = ImageDecoder.Decode(file);
        int width = image.Width <= image.Height ? side : Longer(side, image.Width, image.Height);
        int height = image.Height <= image.Width ? side : Longer(side, image.Height, image.Width);
        PillowResize.Window(image, width, height, (width - side) / 2, (height - side) / 2, side, target, vectors: true);
    }

    private static int Longer(int side, int longer, int shorter) => Math.Max(side, (int)((long)side * longer / shorter));
}
