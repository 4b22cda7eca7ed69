using System.Runtime.Intrinsics;

namespace TacWeb.Encoders.Images;

/// <summary>Draws an <see cref="Augmentation"/>: random resized crop, mirror, colours, grey, cut-out. Safe for many threads.</summary>
internal static class AugmentedPicture
{
    private const int Attempts = 10;
    private const double GreyShare = 0.2;

    /// <summary>Writes the look as [side, side, 3] bytes.</summary>
    /// <param name="image">The whole picture.</param>
    /// <param name="how">What is drawn.</param>
    /// <param name="side">Side of the result.</param>
    /// <param name="target">Side × side × 3 bytes.</param>
    public static void Write(RgbImage image, Augmentation how, int side, Span<byte> target)
    {
        Random random = new(how.Seed);
        var (left, top, width, height) = Part(image.Width, image.Height, how.LeastArea, random);
        using (var part = Cut(image, left, top, width, height))
        {
            PillowResize.Window(part, side, side, 0, 0, side, target, Vector128.IsHardwareAccelerated);
        }

        if (random.Next(2) == 1)
        {
            Mirror(target, side);
        }

        if (how.ChangesColours)
        {
            ColourChange.Apply(target, random);
            if (random.NextDouble() < GreyShare)
            {
                ColourChange.Grey(target);
            }
        }

        if (how.Strong)
        {
            CutOut(target, side, random);
        }
    }

    /// <summary>A rectangle of a random share of the area and a side ratio from 3:4 to 4:3, as torchvision's RandomResizedCrop draws it; the largest centred one where ten draws do not fit.</summary>
    internal static (int Left, int Top, int Width, int Height) Part(int width, int height, double leastArea, Random random)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var area = width * (double)height * (leastArea + ((1 - leastArea) * random.NextDouble()));
            var ratio = Math.Exp(Math.Log(4.0 / 3) * ((2 * random.NextDouble()) - 1));
            var (w, h) = ((int)Math.Round(Math.Sqrt(area * ratio)), (int)Math.Round(Math.Sqrt(area / ratio)));
            if (w >= 1 && h >= 1 && w <= width && h <= height)
            {
                return (random.Next(width - w + 1), random.Next(height - h + 1), w, h);
            }
        }

        var (most, tall) = (Math.Max(1, Math.Min(width, height * 4 / 3)), Math.Max(1, Math.Min(height, width * 4 / 3)));
        return ((width - most) / 2, (height - tall) / 2, most, tall);
    }

    private static RgbImage Cut(RgbImage image, int left, int top, int width, int height)
    {
        RgbImage part = new(width, height);
        for (var y = 0; y < height; y++)
        {
            image.Values.Slice(3 * (((top + y) * image.Width) + left), 3 * width).CopyTo(part.Values[(3 * y * width)..]);
        }

        return part;
    }

    private static void Mirror(Span<byte> pixels, int side)
    {
        for (var y = 0; y < side; y++)
        {
            var row = pixels.Slice(3 * y * side, 3 * side);
            for (int a = 0, b = 3 * (side - 1); a < b; a += 3, b -= 3)
            {
                (row[a], row[a + 1], row[a + 2], row[b], row[b + 1], row[b + 2]) = (row[b], row[b + 1], row[b + 2], row[a], row[a + 1], row[a + 2]);
            }
        }
    }

    /// <summary>A grey square of a quarter to half the side, its centre anywhere.</summary>
    private static void CutOut(Span<byte> pixels, int side, Random random)
    {
        var size = Math.Max(1, (int)(side * (0.25 + (0.25 * random.NextDouble()))));
        var (x, y) = (random.Next(side) - (size / 2), random.Next(side) - (size / 2));
        var (from, to) = (Math.Max(0, x), Math.Min(side, x + size));
        for (var row = Math.Max(0, y); row < Math.Min(side, y + size); row++)
        {
            pixels[(3 * ((row * side) + from))..(3 * ((row * side) + to))].Fill(128);
        }
    }
}
