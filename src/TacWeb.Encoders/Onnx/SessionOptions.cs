using System.Globalization;

namespace TacWeb.Encoders.Onnx;

/// <summary>How a graph is opened.</summary>
internal sealed unsafe class SessionOptions : IDisposable
{
    public SessionOptions()
    {
        nint created;
        OrtApi.Check(((delegate* unmanaged<nint*, nint>)OrtApi.Slot(OrtFunction.CreateSessionOptions))(&created));
        Handle = new OrtHandle(created, OrtFunction.ReleaseSessionOptions);
    }

    public OrtHandle Handle { get; }

    public int IntraOpNumThreads
    {
        set => Set(OrtFunction.SetIntraOpNumThreads, value);
    }

    public int InterOpNumThreads
    {
        set => Set(OrtFunction.SetInterOpNumThreads, value);
    }

    public GraphOptimizationLevel GraphOptimizationLevel
    {
        set => Set(OrtFunction.SetSessionGraphOptimizationLevel, (int)value);
    }

    public OrtLoggingLevel LogSeverityLevel
    {
        set => Set(OrtFunction.SetSessionLogSeverityLevel, (int)value);
    }

    public void AddSessionConfigEntry(string configKey, string configValue)
    {
        fixed (byte* key = NativeLibraries.Utf8(configKey), value = NativeLibraries.Utf8(configValue))
        {
            OrtApi.Check(((delegate* unmanaged<nint, byte*, byte*, nint>)OrtApi.Slot(OrtFunction.AddSessionConfigEntry))(Handle.DangerousGetHandle(), key, value));
        }
    }

    /// <summary>Asks for an NVIDIA device. The list of available providers names CUDA even where it cannot start, so this is tried, never asked.</summary>
    /// <exception cref="OnnxRuntimeException">The library or the machine has none; the options stay usable.</exception>
    public void AppendExecutionProvider_CUDA(int deviceId = 0)
    {
        nint cuda;
        OrtApi.Check(((delegate* unmanaged<nint*, nint>)OrtApi.Slot(OrtFunction.CreateCudaProviderOptions))(&cuda));
        try
        {
            fixed (byte* key = "device_id\0"u8, value = NativeLibraries.Utf8(deviceId.ToString(CultureInfo.InvariantCulture)))
            {
                byte* keys = key, values = value;
                OrtApi.Check(((delegate* unmanaged<nint, byte**, byte**, nuint, nint>)OrtApi.Slot(OrtFunction.UpdateCudaProviderOptions))(cuda, &keys, &values, 1));
            }

            OrtApi.Check(((delegate* unmanaged<nint, nint, nint>)OrtApi.Slot(OrtFunction.AppendExecutionProviderCudaV2))(Handle.DangerousGetHandle(), cuda));
        }
        finally
        {
            ((delegate* unmanaged<nint, void>)OrtApi.Slot(OrtFunction.ReleaseCudaProviderOptions))(cuda);
        }
    }

    public void Dispose() => Handle.Dispose();

    private void Set(OrtFunction function, int value) =>
        OrtApi.Check(((delegate* unmanaged<nint, int, nint>)OrtApi.Slot(function))(Handle.DangerousGetHandle(), value));
}
