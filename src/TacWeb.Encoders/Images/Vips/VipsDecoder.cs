namespace TacWeb.Encoders.Images.Vips;

/// <summary>Takes headers and 8-bit RGB pixels from images that libvips has opened.</summary>
internal static class VipsDecoder
{
    /// <summary>Beginnings of the names of the loaders that are used.</summary>
    public static IReadOnlyList<(string Prefix, ImageFormat Format)> Loaders { get; } =
    [
        ("VipsForeignLoadJpeg", ImageFormat.Jpeg),
        ("VipsForeignLoadPng", ImageFormat.Png),
        ("VipsForeignLoadWebp", ImageFormat.WebP),
        ("VipsForeignLoadNsgif", ImageFormat.Gif),
        ("VipsForeignLoadTiff", ImageFormat.Tiff),
        ("VipsForeignLoadHeif", ImageFormat.Avif),
    ];

    /// <summary>The header, with the sides swapped where the orientation asks.</summary>
    public static ImageHeader Header(ImageFormat format, VipsImage image)
    {
        var (width, height) = image.Orientation >= 5 ? (image.Height, image.Width) : (image.Width, image.Height);
        return new ImageHeader(format, width, height, Math.Max(1, image.Pages));
    }

    /// <summary>The pixels as 8-bit RGB, upright.</summary>
    public static RgbImage Decode(VipsImage image)
    {
        var orientation = image.Orientation;
        var stored = DecodeStored(image);
        return orientation <= 1 ? stored : Turn(stored, orientation);
    }

    private static RgbImage Turn(RgbImage stored, int orientation)
    {
        using (stored)
        {
            return ExifOrientation.Apply(stored, orientation);
        }
    }

    private static RgbImage DecodeStored(VipsImage image)
    {
        if (IsPlain(image))
        {
            return Read(image);
        }

        // Lab, float, scRGB…: rare in photographs, left to libvips.
        using var coloured = image.Apply("colourspace\0"u8, "space=srgb");
        if (coloured.Format == VipsBandFormat.UChar)
        {
            return Read(coloured);
        }

        using var bytes = coloured.Apply("cast\0"u8, "format=uchar");
        return Read(bytes);
    }

    /// <summary>Grey, RGB or CMYK of 8 or 16 bits, with or without alpha.</summary>
    private static bool IsPlain(VipsImage image) =>
        image.Format is VipsBandFormat.UChar or VipsBandFormat.UShort
        && image.Interpretation is VipsInterpretation.BlackWhite or VipsInterpretation.Grey16 or VipsInterpretation.Rgb or VipsInterpretation.Srgb or VipsInterpretation.Rgb16 or VipsInterpretation.Cmyk;

    private static unsafe RgbImage Read(VipsImage image)
    {
        var (bands, wide, cmyk) = (image.Bands, image.Format == VipsBandFormat.UShort, image.Interpretation == VipsInterpretation.Cmyk);
        if (cmyk && bands < 4)
        {
            throw new ImageException("The image's colours cannot be read.");
        }

        var target = new RgbImage(image.Width, image.Height);
        try
        {
            image.CopyPixels(wide ? 2 : 1, pixels =>
            {
                var count = target.Width * target.Height;
                if (wide)
                {
                    BandConversion.NarrowInPlace(new Span<ushort>((void*)pixels, checked(count * bands)));
                }

                BandConversion.ToRgb(new ReadOnlySpan<byte>((void*)pixels, checked(count * bands)), bands, cmyk, target.Values);
            });
            return target;
        }
        catch
        {
            target.Dispose();
            throw;
        }
    }
}
