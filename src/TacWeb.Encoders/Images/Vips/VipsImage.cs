using System.Runtime.InteropServices;

namespace TacWeb.Encoders.Images.Vips;

/// <summary>An image of libvips: a promise of pixels until <see cref="CopyPixels"/>. The bytes it was opened from must stay pinned while it lives.</summary>
internal sealed unsafe class VipsImage : SafeHandle
{
    private const long SmallPixels = 1_000_000;

    private static VipsLibrary Vips => VipsLibrary.Instance;

    public VipsImage(nint pointer)
        : base(0, ownsHandle: true) => SetHandle(pointer);

    public override bool IsInvalid => handle == 0;

    public nint Pointer => handle;

    public int Width => Vips.Width(handle);

    public int Height => Vips.Height(handle);

    public int Bands => Vips.Bands(handle);

    /// <summary>The type of a band's value.</summary>
    public VipsBandFormat Format => (VipsBandFormat)Vips.Format(handle);

    /// <summary>What the bands mean.</summary>
    public VipsInterpretation Interpretation => (VipsInterpretation)Vips.Interpretation(handle);

    /// <summary>EXIF orientation, 1 … 8.</summary>
    public int Orientation => Vips.Orientation(handle);

    public int Pages => Vips.Pages(handle);

    /// <summary>The loader that knows a file's first bytes, for example <c>VipsForeignLoadJpegBuffer</c>; null when none does.</summary>
    public static string? FindLoader(byte* data, int length)
    {
        var name = Marshal.PtrToStringUTF8((nint)Vips.FindLoadBuffer(data, (nuint)length));
        if (name is null)
        {
            Vips.ErrorClear();
        }

        return name;
    }

    /// <summary>Reads a file's header.</summary>
    /// <exception cref="ImageException">The header is damaged.</exception>
    public static VipsImage Open(string loader, byte* data, int length)
    {
        using var operation = new VipsOperation(NativeLibraries.Utf8(loader));
        operation.Set("buffer\0"u8, data, length);
        operation.Set("access=sequential,fail_on=error");
        return operation.BuildImage();
    }

    /// <summary>Copies interleaved RGB bytes.</summary>
    public static VipsImage FromRgb(RgbImage image)
    {
        fixed (byte* pixels = image.Values)
        {
            var pointer = Vips.NewFromMemory(pixels, (nuint)image.Values.Length, image.Width, image.Height, 3, (int)VipsBandFormat.UChar);
            return pointer != 0 ? new VipsImage(pointer) : throw VipsOperation.Failure(Vips);
        }
    }

    /// <summary>The image after a one-image operation.</summary>
    public VipsImage Apply(ReadOnlySpan<byte> name, string options)
    {
        using var operation = new VipsOperation(name);
        operation.Set("in\0"u8, this);
        operation.Set(options);
        return operation.BuildImage();
    }

    /// <summary>Decodes the pixels, rows without gaps, and hands them to <paramref name="read"/> for the time of the call.</summary>
    /// <exception cref="ImageException">The pixels are damaged or cut short.</exception>
    public void CopyPixels(int bytesPerBand, VipsPixelReader read)
    {
        nuint length;
        var pixels = (long)Width * Height < SmallPixels ? Fetch(&length) : Vips.WriteToMemory(handle, &length);
        if (pixels == null)
        {
            throw VipsOperation.Failure(Vips);
        }

        try
        {
            var expected = (long)Width * Height * Bands * bytesPerBand;
            if ((long)length != expected)
            {
                throw new ImageException($"The image gave {length} bytes where {expected} were expected.");
            }

            read(new nint(pixels));
        }
        finally
        {
            Vips.Free(pixels);
        }
    }

    protected override bool ReleaseHandle()
    {
        Vips.Unref(handle);
        return true;
    }

    private void* Fetch(nuint* length)
    {
        var region = Vips.RegionNew(handle);
        if (region == 0)
        {
            return null;
        }

        var pixels = Vips.RegionFetch(region, 0, 0, Width, Height, length);
        Vips.Unref(region);
        return pixels;
    }
}
