namespace TacWeb.Encoders.Images;

/// <summary>The picture formats that are read; anything else is "not an image".</summary>
public enum ImageFormat
{
    /// <summary>JPEG.</summary>
    Jpeg,

    /// <summary>PNG.</summary>
    Png,

    /// <summary>WebP, lossy or lossless.</summary>
    WebP,

    /// <summary>GIF; only the first frame is read.</summary>
    Gif,

    /// <summary>Windows bitmap without run-length encoding.</summary>
    Bmp,

    /// <summary>TIFF; only the first page is read.</summary>
    Tiff,

    /// <summary>AVIF, or another HEIF image.</summary>
    Avif,
}
