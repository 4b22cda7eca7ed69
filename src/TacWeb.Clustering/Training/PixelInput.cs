using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Training;

/// <summary>When a method that takes vectors or pixels learns from the pixels.</summary>
internal static class PixelInput
{
    /// <summary>There are pictures, and either that is asked for or the vectors are nothing but the pictures' own pixels (<c>fit --pixels</c>).</summary>
    /// <exception cref="ArgumentException">Another number of pictures than of vectors.</exception>
    public static bool LearnsFromPixels(this ClusterInput input, bool asked)
    {
        if (input.Pixels is not { } pixels)
        {
            return false;
        }

        Check(pixels, input);
        return asked || input.Images.Dimension == pixels.Height * pixels.Width * pixels.Channels;
    }

    /// <summary>The pictures, as many as vectors.</summary>
    /// <exception cref="ArgumentException">None, or another number of them.</exception>
    public static Pixels Required(this ClusterInput input)
    {
        Pixels pixels = input.Pixels ?? throw new ArgumentException("This method needs the pictures' pixels.", nameof(input));
        Check(pixels, input);
        return pixels;
    }

    private static void Check(Pixels pixels, ClusterInput input)
    {
        if (pixels.Count != input.Images.Count)
        {
            throw new ArgumentException($"{pixels.Count} pictures do not fit {input.Images.Count} images.", nameof(input));
        }
    }
}
