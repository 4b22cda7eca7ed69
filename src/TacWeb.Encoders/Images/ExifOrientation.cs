namespace TacWeb.Encoders.Images;

/// <summary>Turns and mirrors a picture as its EXIF orientation asks (tag 274, values 1 … 8).</summary>
internal static class ExifOrientation
{
    /// <summary>A new, upright picture.</summary>
    public static RgbImage Apply(RgbImage stored, int orientation)
    {
        var swapped = orientation >= 5;
        var upright = swapped ? new RgbImage(stored.Height, stored.Width) : new RgbImage(stored.Width, stored.Height);
        ReadOnlySpan<byte> source = stored.Values;
        var target = upright.Values;
        var (start, acrossStep, downStep) = Steps(orientation, stored.Width, stored.Height);
        for (var y = 0; y < upright.Height; y++)
        {
            var from = start + (y * downStep);
            var to = 3 * y * upright.Width;
            for (var x = 0; x < upright.Width; x++, from += acrossStep, to += 3)
            {
                source.Slice(3 * from, 3).CopyTo(target[to..]);
            }
        }

        return upright;
    }

    /// <summary>Where the upright picture begins in the stored one, and the steps to its next column and row, in pixels.</summary>
    private static (int Start, int Across, int Down) Steps(int orientation, int width, int height)
    {
        var (right, bottom, last) = (width - 1, width * (height - 1), (width * height) - 1);
        return orientation switch
        {
            2 => (right, -1, width),      // mirrored left to right
            3 => (last, -1, -width),      // half a turn
            4 => (bottom, 1, -width),     // mirrored top to bottom
            5 => (0, width, 1),           // mirrored along the main diagonal
            6 => (bottom, -width, 1),     // a quarter turn clockwise
            7 => (last, -width, -1),      // mirrored along the other diagonal
            8 => (right, width, -1),      // a quarter turn anticlockwise
            _ => (0, 1, width),
        };
    }
}
