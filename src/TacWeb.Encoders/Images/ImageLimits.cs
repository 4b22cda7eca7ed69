namespace TacWeb.Encoders.Images;

/// <summary>How large a picture may be. Checked from the header, so that a small file cannot ask for gigabytes.</summary>
/// <param name="MaxPixels">Most pixels, width × height × pages.</param>
/// <param name="MaxSide">Most pixels a side.</param>
public sealed record ImageLimits(long MaxPixels = 100_000_000, int MaxSide = 30_000)
{
    /// <summary>100 megapixels, 30,000 pixels a side.</summary>
    public static ImageLimits Default { get; } = new();
}
