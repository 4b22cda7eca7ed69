namespace TacWeb.Encoders.Onnx;

/// <summary>Where a tensor's memory lies. Only plain CPU memory is used.</summary>
internal sealed unsafe class OrtMemoryInfo
{
    private static readonly Lazy<OrtMemoryInfo> Cpu = new(() => new OrtMemoryInfo());

    private OrtMemoryInfo()
    {
        nint created;
        OrtApi.Check(((delegate* unmanaged<int, int, nint*, nint>)OrtApi.Slot(OrtFunction.CreateCpuMemoryInfo))(0, 0, &created)); // OrtDeviceAllocator, OrtMemTypeDefault
        Pointer = created;
    }

    /// <summary>CPU memory; lives as long as the process.</summary>
    public static OrtMemoryInfo DefaultInstance => Cpu.Value;

    public nint Pointer { get; }
}
