namespace TacWeb.Encoders.Onnx;

/// <summary>The one environment of the process, made at first use and kept to its end.</summary>
internal static unsafe class OrtEnvironment
{
    private static readonly Lazy<nint> Created = new(Create);

    public static nint Value => Created.Value;

    private static nint Create()
    {
        nint environment;
        fixed (byte* name = "tacweb\0"u8)
        {
            OrtApi.Check(((delegate* unmanaged<int, byte*, nint*, nint>)OrtApi.Slot(OrtFunction.CreateEnv))((int)OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, name, &environment));
        }

        return environment;
    }
}
