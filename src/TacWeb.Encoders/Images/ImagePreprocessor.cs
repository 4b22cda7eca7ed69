using System.Buffers;
using System.Runtime.Intrinsics;

namespace TacWeb.Encoders.Images;

/// <summary>A picture as the image tower reads it (contract §3): shortest side resized, centre crop, normalised, channels first. Safe for many threads.</summary>
internal sealed class ImagePreprocessor
{
    private readonly int side;
    private readonly int resize;
    private readonly float[][] normalized; // [3][256]: (x / 255 − mean) / std

    /// <summary>Prepares the tables.</summary>
    /// <param name="side">Side of the crop, pixels.</param>
    /// <param name="resize">Pixels of the shortest side before the crop, at least <paramref name="side"/>.</param>
    /// <param name="mean">Three means of values 0…1.</param>
    /// <param name="std">Three standard deviations.</param>
    public ImagePreprocessor(int side, int resize, IReadOnlyList<double> mean, IReadOnlyList<double> std)
    {
        (this.side, this.resize) = (side, resize);
        normalized = [.. Enumerable.Range(0, 3).Select(channel => Table((float)mean[channel], (float)std[channel]))];
    }

    /// <summary>Numbers a picture: 3 × side × side.</summary>
    public int Length => 3 * side * side;

    /// <summary>Writes a picture, or a look at it, as [3, side, side].</summary>
    public void Write(RgbImage image, Span<float> target, Augmentation? look = null)
    {
        var pixels = ArrayPool<byte>.Shared.Rent(Length);
        try
        {
            if (look is null)
            {
                Crop(image, pixels.AsSpan(0, Length), Vector128.IsHardwareAccelerated);
            }
            else
            {
                AugmentedPicture.Write(image, look, side, pixels.AsSpan(0, Length));
            }

            Normalize(pixels.AsSpan(0, Length), target);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(pixels);
        }
    }

    /// <summary>Resizes and crops: [side, side, 3] bytes, equal to PIL's.</summary>
    internal void Crop(RgbImage image, Span<byte> target, bool vectors)
    {
        var (width, height) = ResizedSize(image.Width, image.Height);
        PillowResize.Window(image, width, height, Offset(width), Offset(height), side, target, vectors);
    }

    /// <summary>The size after resizing: the longer side is ⌊resize · long / short⌋.</summary>
    private (int Width, int Height) ResizedSize(int width, int height) => width <= height
        ? (resize, (int)((long)resize * height / width))
        : ((int)((long)resize * width / height), resize);

    private int Offset(int size) => (int)Math.Round((size - side) / 2.0, MidpointRounding.ToEven);

    private void Normalize(ReadOnlySpan<byte> pixels, Span<float> target)
    {
        var plane = side * side;
        var (red, green, blue) = (normalized[0], normalized[1], normalized[2]);
        for (var i = 0; i < plane; i++)
        {
            target[i] = red[pixels[3 * i]];
            target[plane + i] = green[pixels[(3 * i) + 1]];
            target[(2 * plane) + i] = blue[pixels[(3 * i) + 2]];
        }
    }

    private static float[] Table(float mean, float std) => [.. Enumerable.Range(0, 256).Select(value => ((value / 255f) - mean) / std)];
}
