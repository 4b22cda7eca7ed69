namespace TacWeb.Encoders.Images.Vips;

/// <summary>One libvips operation being built: set its inputs, then take its output. Used on one thread.</summary>
internal unsafe ref struct VipsOperation
{
    private readonly VipsLibrary vips = VipsLibrary.Instance;
    private nint operation;

    /// <summary>Starts an operation, for example <c>thumbnail_buffer</c>.</summary>
    /// <exception cref="ImageException">There is no such operation, or it is blocked.</exception>
    public VipsOperation(ReadOnlySpan<byte> name)
    {
        fixed (byte* text = name)
        {
            operation = vips.OperationNew(text);
        }

        if (operation == 0)
        {
            throw Failure(vips);
        }
    }

    /// <summary>A picture that libvips refuses.</summary>
    public static ImageException Failure(VipsLibrary vips) =>
        new("The image is damaged or cut short.", new InvalidDataException(vips.TakeError()));

    /// <summary>Sets options written as <c>name=value,…</c></summary>
    public readonly void Set(string options)
    {
        fixed (byte* text = NativeLibraries.Utf8(options))
        {
            if (vips.SetFromString(operation, text) != 0)
            {
                throw Failure(vips);
            }
        }
    }

    /// <summary>Gives bytes, which the caller keeps pinned while the output lives.</summary>
    public readonly void Set(ReadOnlySpan<byte> property, byte* data, int length)
    {
        GValue value = default;
        vips.ValueInit(&value, vips.BlobType);
        vips.ValueSetBlob(&value, 0, data, (nuint)length);
        Set(property, &value);
    }

    /// <summary>Gives an image.</summary>
    public readonly void Set(ReadOnlySpan<byte> property, VipsImage image)
    {
        GValue value = default;
        vips.ValueInit(&value, vips.ImageType);
        vips.ValueSetObject(&value, image.Pointer);
        Set(property, &value);
    }

    /// <summary>Runs it and takes the image <c>out</c>.</summary>
    public VipsImage BuildImage()
    {
        Build();
        GValue value = default;
        vips.ValueInit(&value, vips.ImageType);
        fixed (byte* name = "out\0"u8)
        {
            vips.GetProperty(operation, name, &value);
        }

        var image = new VipsImage(vips.ValueDupObject(&value));
        vips.ValueUnset(&value);
        return image;
    }

    /// <summary>Runs it and takes the bytes <c>buffer</c>.</summary>
    public byte[] BuildBytes()
    {
        Build();
        GValue value = default;
        vips.ValueInit(&value, vips.BlobType);
        fixed (byte* name = "buffer\0"u8)
        {
            vips.GetProperty(operation, name, &value);
        }

        nuint length;
        var data = vips.ValueGetBlob(&value, &length);
        var bytes = new ReadOnlySpan<byte>(data, checked((int)length)).ToArray();
        vips.ValueUnset(&value);
        return bytes;
    }

    /// <summary>Lets go of the operation; images taken from it live on.</summary>
    public void Dispose()
    {
        if (operation != 0)
        {
            vips.UnrefOutputs(operation);
            vips.Unref(operation);
            operation = 0;
        }
    }

    private void Build()
    {
        var pointer = operation;
        var failed = vips.OperationBuild(&pointer) != 0;
        operation = pointer;
        if (failed)
        {
            throw Failure(vips);
        }
    }

    private readonly void Set(ReadOnlySpan<byte> property, GValue* value)
    {
        fixed (byte* name = property)
        {
            vips.SetProperty(operation, name, value);
        }

        vips.ValueUnset(value);
    }
}
