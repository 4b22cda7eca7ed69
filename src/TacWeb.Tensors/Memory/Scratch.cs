using System.Runtime.InteropServices;

namespace TacWeb.Tensors.Memory;

/// <summary>Working memory of one thread, grown as needed and kept.</summary>
internal sealed unsafe class Scratch
{
    private float* _data;
    private long _count;

    ~Scratch() => NativeMemory.AlignedFree(_data);

    /// <summary>Room for at least the given number of floats, 64-byte aligned; the former content is lost when it grows.</summary>
    public float* Floats(long count)
    {
        if (_count < count)
        {
            NativeMemory.AlignedFree(_data);
            _count = count + (count / 4) + 64;
            _data = (float*)NativeMemory.AlignedAlloc((nuint)(_count * sizeof(float)), 64);
        }

        return _data;
    }
}
