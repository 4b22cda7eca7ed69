using System.Runtime.InteropServices;

namespace TacWeb.Encoders.Images.Vips;

/// <summary>GObject's value with its type, as in gvalue.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct GValue
{
    public nuint Type;
    public long First;
    public long Second;
}
