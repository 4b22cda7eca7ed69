using System.Runtime.InteropServices;

namespace TacWeb.Encoders.Onnx;

/// <summary>An opened graph. Runs on any number of threads at once.</summary>
internal sealed unsafe class InferenceSession : IDisposable
{
    private readonly OrtHandle handle;
    private readonly Dictionary<string, byte[]> names = new(StringComparer.Ordinal);

    /// <summary>Opens a graph file.</summary>
    /// <exception cref="OnnxRuntimeException">The file is missing or no graph that the runtime can run.</exception>
    public InferenceSession(string modelPath, SessionOptions options)
    {
        nint session;
        fixed (char* wide = modelPath)
        fixed (byte* narrow = NativeLibraries.Utf8(modelPath))
        {
            var path = OperatingSystem.IsWindows() ? (void*)wide : narrow; // ORTCHAR_T
            OrtApi.Check(((delegate* unmanaged<nint, void*, nint, nint*, nint>)OrtApi.Slot(OrtFunction.CreateSession))(
                OrtEnvironment.Value, path, options.Handle.DangerousGetHandle(), &session));
        }

        handle = new OrtHandle(session, OrtFunction.ReleaseSession);
        (InputMetadata, OutputMetadata) = DescribeBoth();
    }

    /// <summary>Opens a graph in memory.</summary>
    /// <exception cref="OnnxRuntimeException">It is no graph that the runtime can run.</exception>
    public InferenceSession(byte[] model, SessionOptions options)
    {
        nint session;
        fixed (byte* bytes = model)
        {
            OrtApi.Check(((delegate* unmanaged<nint, void*, nuint, nint, nint*, nint>)OrtApi.Slot(OrtFunction.CreateSessionFromArray))(
                OrtEnvironment.Value, bytes, (nuint)model.Length, options.Handle.DangerousGetHandle(), &session));
        }

        handle = new OrtHandle(session, OrtFunction.ReleaseSession);
        (InputMetadata, OutputMetadata) = DescribeBoth();
    }

    /// <summary>The inputs by name.</summary>
    public IReadOnlyDictionary<string, NodeMetadata> InputMetadata { get; }

    /// <summary>The outputs by name.</summary>
    public IReadOnlyDictionary<string, NodeMetadata> OutputMetadata { get; }

    /// <summary>Runs the graph; nothing is copied: it reads and writes the memory behind the values.</summary>
    /// <exception cref="OnnxRuntimeException">The run failed, or <see cref="RunOptions.Terminate"/> was set.</exception>
    public void Run(
        RunOptions runOptions,
        IReadOnlyList<string> inputNames,
        IReadOnlyList<OrtValue> inputValues,
        IReadOnlyList<string> outputNames,
        IReadOnlyList<OrtValue> outputValues)
    {
        var (inputs, outputs) = (inputNames.Count, outputNames.Count);
        if (inputs != inputValues.Count || outputs != outputValues.Count)
        {
            throw new ArgumentException("Names and values do not fit.", nameof(inputValues));
        }

        var pointers = stackalloc nint[2 * (inputs + outputs)]; // names, then values, inputs first
        Fill(pointers, inputNames, inputValues);
        Fill(pointers + (2 * inputs), outputNames, outputValues);
        var held = false;
        handle.DangerousAddRef(ref held);
        try
        {
            OrtApi.Check(((delegate* unmanaged<nint, nint, nint*, nint*, nuint, nint*, nuint, nint*, nint>)OrtApi.Slot(OrtFunction.Run))(
                handle.DangerousGetHandle(), runOptions.Handle.DangerousGetHandle(), pointers, pointers + inputs, (nuint)inputs, pointers + (2 * inputs), (nuint)outputs, pointers + (2 * inputs) + outputs));
        }
        finally
        {
            handle.DangerousRelease();
            GC.KeepAlive(inputValues);
            GC.KeepAlive(outputValues);
        }
    }

    public void Dispose() => handle.Dispose();

    private void Fill(nint* target, IReadOnlyList<string> wanted, IReadOnlyList<OrtValue> values)
    {
        for (var i = 0; i < wanted.Count; i++)
        {
            // The cached names lie on the pinned heap: their addresses hold.
            target[i] = Marshal.UnsafeAddrOfPinnedArrayElement(names[wanted[i]], 0);
            target[wanted.Count + i] = values[i].Handle.DangerousGetHandle();
        }
    }

    private (IReadOnlyDictionary<string, NodeMetadata> Inputs, IReadOnlyDictionary<string, NodeMetadata> Outputs) DescribeBoth()
    {
        try
        {
            return (Describe(OrtFunction.SessionGetInputCount, OrtFunction.SessionGetInputName, OrtFunction.SessionGetInputTypeInfo),
                Describe(OrtFunction.SessionGetOutputCount, OrtFunction.SessionGetOutputName, OrtFunction.SessionGetOutputTypeInfo));
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    private Dictionary<string, NodeMetadata> Describe(OrtFunction count, OrtFunction name, OrtFunction type)
    {
        nuint total;
        OrtApi.Check(((delegate* unmanaged<nint, nuint*, nint>)OrtApi.Slot(count))(handle.DangerousGetHandle(), &total));
        var described = new Dictionary<string, NodeMetadata>(StringComparer.Ordinal);
        for (nuint i = 0; i < total; i++)
        {
            var text = ReadName(name, i);
            var utf8 = NativeLibraries.Utf8(text);
            var pinned = GC.AllocateUninitializedArray<byte>(utf8.Length, pinned: true);
            utf8.CopyTo(pinned, 0);
            names[text] = pinned;
            described[text] = ReadType(type, i);
        }

        return described;
    }

    private string ReadName(OrtFunction function, nuint index)
    {
        nint allocator, name;
        OrtApi.Check(((delegate* unmanaged<nint*, nint>)OrtApi.Slot(OrtFunction.GetAllocatorWithDefaultOptions))(&allocator));
        OrtApi.Check(((delegate* unmanaged<nint, nuint, nint, nint*, nint>)OrtApi.Slot(function))(handle.DangerousGetHandle(), index, allocator, &name));
        var text = Marshal.PtrToStringUTF8(name) ?? "";
        OrtApi.Check(((delegate* unmanaged<nint, nint, nint>)OrtApi.Slot(OrtFunction.AllocatorFree))(allocator, name));
        return text;
    }

    private NodeMetadata ReadType(OrtFunction function, nuint index)
    {
        nint type, tensor;
        OrtApi.Check(((delegate* unmanaged<nint, nuint, nint*, nint>)OrtApi.Slot(function))(handle.DangerousGetHandle(), index, &type));
        using var owner = new OrtHandle(type, OrtFunction.ReleaseTypeInfo);
        OrtApi.Check(((delegate* unmanaged<nint, nint*, nint>)OrtApi.Slot(OrtFunction.CastTypeInfoToTensorInfo))(type, &tensor)); // borrowed; null when no tensor
        return tensor == 0 ? new NodeMetadata(0, []) : ReadTensor(tensor);
    }

    private static NodeMetadata ReadTensor(nint tensor)
    {
        int element;
        nuint axes;
        OrtApi.Check(((delegate* unmanaged<nint, int*, nint>)OrtApi.Slot(OrtFunction.GetTensorElementType))(tensor, &element));
        OrtApi.Check(((delegate* unmanaged<nint, nuint*, nint>)OrtApi.Slot(OrtFunction.GetDimensionsCount))(tensor, &axes));
        var shape = new long[(int)axes];
        fixed (long* values = shape)
        {
            OrtApi.Check(((delegate* unmanaged<nint, long*, nuint, nint>)OrtApi.Slot(OrtFunction.GetDimensions))(tensor, values, axes));
        }

        return new NodeMetadata((TensorElementType)element, Array.ConvertAll(shape, axis => (int)axis));
    }
}
