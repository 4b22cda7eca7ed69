using System.Runtime.InteropServices;
using TacWeb.Core;

namespace TacWeb.Encoders.Images.Vips;

/// <summary>The functions of libvips, GObject and GLib that are used here: none is variadic, so they may be called by pointer everywhere.</summary>
/// <remarks>Only the loaders of the formats in <see cref="ImageFormat"/> are left open; SVG, PDF and the rest are blocked.</remarks>
internal sealed unsafe class VipsLibrary
{
    private static readonly Lazy<VipsLibrary> Loaded = new(() => new VipsLibrary());
    private static readonly string[] Loaders = ["Jpeg", "Png", "Webp", "Nsgif", "Tiff", "Heif"];

    private readonly nint library;

    private VipsLibrary()
    {
        library = NativeLibraries.Load("libvips", "TACWEB_LIBVIPS", "libvips-cpp.so.*", "libvips-cpp.*.dylib", "libvips-42.dll", "libvips-*.dll");
        Start();
        OperationNew = (delegate* unmanaged<byte*, nint>)Symbol("vips_operation_new");
        OperationBuild = (delegate* unmanaged<nint*, int>)Symbol("vips_cache_operation_buildp");
        UnrefOutputs = (delegate* unmanaged<nint, void>)Symbol("vips_object_unref_outputs");
        SetFromString = (delegate* unmanaged<nint, byte*, int>)Symbol("vips_object_set_from_string");
        Unref = (delegate* unmanaged<nint, void>)Symbol("g_object_unref");
        SetProperty = (delegate* unmanaged<nint, byte*, GValue*, void>)Symbol("g_object_set_property");
        GetProperty = (delegate* unmanaged<nint, byte*, GValue*, void>)Symbol("g_object_get_property");
        ValueInit = (delegate* unmanaged<GValue*, nuint, GValue*>)Symbol("g_value_init");
        ValueUnset = (delegate* unmanaged<GValue*, void>)Symbol("g_value_unset");
        ValueSetObject = (delegate* unmanaged<GValue*, nint, void>)Symbol("g_value_set_object");
        ValueDupObject = (delegate* unmanaged<GValue*, nint>)Symbol("g_value_dup_object");
        ValueSetBlob = (delegate* unmanaged<GValue*, nint, void*, nuint, void>)Symbol("vips_value_set_blob");
        ValueGetBlob = (delegate* unmanaged<GValue*, nuint*, void*>)Symbol("vips_value_get_blob");
        FindLoadBuffer = (delegate* unmanaged<void*, nuint, byte*>)Symbol("vips_foreign_find_load_buffer");
        Width = (delegate* unmanaged<nint, int>)Symbol("vips_image_get_width");
        Height = (delegate* unmanaged<nint, int>)Symbol("vips_image_get_height");
        Bands = (delegate* unmanaged<nint, int>)Symbol("vips_image_get_bands");
        Format = (delegate* unmanaged<nint, int>)Symbol("vips_image_get_format");
        Interpretation = (delegate* unmanaged<nint, int>)Symbol("vips_image_get_interpretation");
        Orientation = (delegate* unmanaged<nint, int>)Symbol("vips_image_get_orientation");
        Pages = (delegate* unmanaged<nint, int>)Symbol("vips_image_get_n_pages");
        RegionNew = (delegate* unmanaged<nint, nint>)Symbol("vips_region_new");
        RegionFetch = (delegate* unmanaged<nint, int, int, int, int, nuint*, void*>)Symbol("vips_region_fetch");
        WriteToMemory = (delegate* unmanaged<nint, nuint*, void*>)Symbol("vips_image_write_to_memory");
        NewFromMemory = (delegate* unmanaged<void*, nuint, int, int, int, int, nint>)Symbol("vips_image_new_from_memory_copy");
        Free = (delegate* unmanaged<void*, void>)Symbol("g_free");
        ErrorText = (delegate* unmanaged<byte*>)Symbol("vips_error_buffer_copy");
        ErrorClear = (delegate* unmanaged<void>)Symbol("vips_error_clear");
        BlobType = ((delegate* unmanaged<nuint>)Symbol("vips_blob_get_type"))();
        ImageType = ((delegate* unmanaged<nuint>)Symbol("vips_image_get_type"))();
    }

    /// <summary>The library, loaded at first use.</summary>
    /// <exception cref="TacWebException">It is missing or does not start.</exception>
    public static VipsLibrary Instance => Loaded.Value;

    public delegate* unmanaged<byte*, nint> OperationNew { get; }

    public delegate* unmanaged<nint*, int> OperationBuild { get; }

    public delegate* unmanaged<nint, void> UnrefOutputs { get; }

    public delegate* unmanaged<nint, byte*, int> SetFromString { get; }

    public delegate* unmanaged<nint, void> Unref { get; }

    public delegate* unmanaged<nint, byte*, GValue*, void> SetProperty { get; }

    public delegate* unmanaged<nint, byte*, GValue*, void> GetProperty { get; }

    public delegate* unmanaged<GValue*, nuint, GValue*> ValueInit { get; }

    public delegate* unmanaged<GValue*, void> ValueUnset { get; }

    public delegate* unmanaged<GValue*, nint, void> ValueSetObject { get; }

    public delegate* unmanaged<GValue*, nint> ValueDupObject { get; }

    public delegate* unmanaged<GValue*, nint, void*, nuint, void> ValueSetBlob { get; }

    public delegate* unmanaged<GValue*, nuint*, void*> ValueGetBlob { get; }

    public delegate* unmanaged<void*, nuint, byte*> FindLoadBuffer { get; }

    public delegate* unmanaged<nint, int> Width { get; }

    public delegate* unmanaged<nint, int> Height { get; }

    public delegate* unmanaged<nint, int> Bands { get; }

    public delegate* unmanaged<nint, int> Format { get; }

    public delegate* unmanaged<nint, int> Interpretation { get; }

    public delegate* unmanaged<nint, int> Orientation { get; }

    public delegate* unmanaged<nint, int> Pages { get; }

    public delegate* unmanaged<nint, nint> RegionNew { get; }

    public delegate* unmanaged<nint, int, int, int, int, nuint*, void*> RegionFetch { get; }

    public delegate* unmanaged<nint, nuint*, void*> WriteToMemory { get; }

    public delegate* unmanaged<void*, nuint, int, int, int, int, nint> NewFromMemory { get; }

    public delegate* unmanaged<void*, void> Free { get; }

    public delegate* unmanaged<byte*> ErrorText { get; }

    public delegate* unmanaged<void> ErrorClear { get; }

    public nuint BlobType { get; }

    public nuint ImageType { get; }

    /// <summary>What went wrong in libvips' own words (for logs), cleared.</summary>
    public string TakeError()
    {
        var text = ErrorText();
        var message = Marshal.PtrToStringUTF8((nint)text) ?? "";
        Free(text);
        ErrorClear();
        return message.Trim();
    }

    private nint Symbol(string name) => NativeLibrary.TryGetExport(library, name, out var address)
        ? address
        : throw new TacWebException($"libvips lacks {name}: build TacWeb again.");

    private void Start()
    {
        fixed (byte* name = "tacweb\0"u8)
        {
            if (((delegate* unmanaged<byte*, int>)Symbol("vips_init"))(name) != 0)
            {
                throw new TacWebException("libvips does not start.");
            }
        }

        ((delegate* unmanaged<int, void>)Symbol("vips_concurrency_set"))(1); // one thread a picture: pictures run side by side
        ((delegate* unmanaged<int, void>)Symbol("vips_cache_set_max"))(0);
        ((delegate* unmanaged<nint, nint, nint>)Symbol("g_log_set_default_handler"))((nint)(delegate* unmanaged<byte*, int, byte*, void*, void>)&Silent, 0);
        Block("VipsForeignLoad", true);
        foreach (var loader in Loaders)
        {
            Block($"VipsForeignLoad{loader}", false);
        }
    }

    private void Block(string operation, bool blocked)
    {
        fixed (byte* name = NativeLibraries.Utf8(operation))
        {
            ((delegate* unmanaged<byte*, int, void>)Symbol("vips_operation_block_set"))(name, blocked ? 1 : 0);
        }
    }

    [UnmanagedCallersOnly]
    private static void Silent(byte* domain, int level, byte* message, void* data)
    {
    }
}
