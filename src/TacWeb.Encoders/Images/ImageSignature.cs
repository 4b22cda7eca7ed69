namespace TacWeb.Encoders.Images;

/// <summary>Tells a damaged picture from what never was one, by the first bytes.</summary>
internal static class ImageSignature
{
    /// <summary>Whether a file begins as one of the read formats does.</summary>
    public static bool Matches(ReadOnlySpan<byte> file) =>
        file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])
        || file.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G'])
        || file.StartsWith("GIF8"u8)
        || file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8)
        || file.StartsWith("RIFF"u8) && file.Length >= 12 && file[8..].StartsWith("WEBP"u8)
        || file.Length >= 12 && file[4..].StartsWith("ftyp"u8) && (file[8..].StartsWith("avi"u8) || file[8..].StartsWith("hei"u8) || file[8..].StartsWith("mif1"u8));
}
