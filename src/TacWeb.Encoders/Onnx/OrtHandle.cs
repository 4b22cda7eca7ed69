using System.Runtime.InteropServices;

namespace TacWeb.Encoders.Onnx;

/// <summary>Owns one object of ONNX Runtime; a call that uses it holds it, so disposing waits for calls still running.</summary>
internal sealed unsafe class OrtHandle : SafeHandle
{
    private readonly OrtFunction release;

    public OrtHandle(nint value, OrtFunction release)
        : base(0, ownsHandle: true)
    {
        this.release = release;
        SetHandle(value);
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        ((delegate* unmanaged<nint, void>)OrtApi.Slot(release))(handle);
        return true;
    }
}
