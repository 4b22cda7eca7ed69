using TacWeb.Encoders.Images;

namespace TacWeb.Encoders.Tests.Images;

/// <summary>A picture by formula, the same as <c>made</c> in make_golden.py.</summary>
internal static class MadePicture
{
    public static RgbImage Of(int width, int height)
    {
        var image = new RgbImage(width, height);
        var values = image.Values;
        for (var i = 0; i < values.Length; i++)
        {
            var (x, y, c) = (i / 3 % width, i / 3 / width, i % 3);
            values[i] = (byte)(((x * 7) + (y * 13) + (c * 29)) ^ (x * y % 251));
        }

        return image;
    }

    /// <summary>The same as an uncompressed 24-bit bitmap file.</summary>
    public static byte[] Bitmap(int width, int height)
    {
        using var image = Of(width, height);
        var stride = ((3 * width) + 3) / 4 * 4;
        var file = new byte[54 + (stride * height)];
        (file[0], file[1], file[10], file[14], file[26], file[28]) = ((byte)'B', (byte)'M', 54, 40, 1, 24);
        BitConverter.TryWriteBytes(file.AsSpan(18), width);
        BitConverter.TryWriteBytes(file.AsSpan(22), -height);
        for (var y = 0; y < height; y++)
        {
            var row = file.AsSpan(54 + (y * stride));
            for (var i = 0; i < 3 * width; i++)
            {
                row[i] = image.Values[(3 * y * width) + i - (i % 3) + 2 - (i % 3)];
            }
        }

        return file;
    }
}
