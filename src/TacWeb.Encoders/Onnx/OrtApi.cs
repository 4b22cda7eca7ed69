using System.Runtime.InteropServices;
using TacWeb.Core;

namespace TacWeb.Encoders.Onnx;

/// <summary>The function table of ONNX Runtime's C API, version 12. The table only ever grows at its end, so any runtime from 1.12 on serves.</summary>
/// <remarks><c>TACWEB_ONNXRUNTIME</c> names another build of the library, for example one with CUDA.</remarks>
internal static unsafe class OrtApi
{
    private const uint ApiVersion = 12;

    private static readonly Lazy<nint> Table = new(LoadTable);

    /// <summary>The address of the function in a slot of <c>OrtApi</c>.</summary>
    public static nint Slot(OrtFunction function) => ((nint*)Table.Value)[(int)function];

    /// <summary>Throws what a status says and frees it; zero is success.</summary>
    /// <exception cref="OnnxRuntimeException">The call failed.</exception>
    public static void Check(nint status)
    {
        if (status == 0)
        {
            return;
        }

        var code = ((delegate* unmanaged<nint, int>)Slot(OrtFunction.GetErrorCode))(status);
        var message = Marshal.PtrToStringUTF8(((delegate* unmanaged<nint, nint>)Slot(OrtFunction.GetErrorMessage))(status)) ?? "";
        ((delegate* unmanaged<nint, void>)Slot(OrtFunction.ReleaseStatus))(status);
        throw new OnnxRuntimeException(code, message);
    }

    private static nint LoadTable()
    {
        var library = NativeLibraries.Load("ONNX Runtime", "TACWEB_ONNXRUNTIME", "libonnxruntime.so.1", "libonnxruntime.1.dylib", "onnxruntime.dll");
        if (!NativeLibrary.TryGetExport(library, "OrtGetApiBase", out var export))
        {
            throw new TacWebException("The library that TACWEB_ONNXRUNTIME names is not ONNX Runtime.");
        }

        // struct OrtApiBase { const OrtApi* (*GetApi)(uint32_t); const char* (*GetVersionString)(); }
        var apiBase = ((delegate* unmanaged<nint*>)export)();
        var table = ((delegate* unmanaged<uint, nint>)apiBase[0])(ApiVersion);
        return table != 0 ? table : throw new TacWebException($"This ONNX Runtime is too old: 1.{ApiVersion} or newer is needed.");
    }
}
