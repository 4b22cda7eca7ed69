using System.Numerics;
using System.Runtime.InteropServices;

namespace TacWeb.Tensors.Memory;

/// <summary>Keeps freed blocks by size, so that the steps of a training loop reuse warm memory instead of asking the system.</summary>
/// <remarks>Thread-safe. At most <see cref="Limit"/> bytes are kept; what is more goes back to the system.</remarks>
internal static unsafe class StoragePool
{
    private const long Limit = 512L << 20;
    private const int Alignment = 64;

    private static readonly Lock s_gate = new();
    private static readonly Dictionary<long, Stack<nint>> s_free = [];
    private static long s_kept;

    /// <summary>The block size used for a request: multiples of an eighth of the next lower power of two, at least 256 bytes.</summary>
    public static long Round(long bytes)
    {
        // One vector of slack: kernels may load (never store) past the end.
        long needed = Math.Max(bytes + Alignment, 256);
        long step = Math.Max((long)BitOperations.RoundUpToPowerOf2((ulong)needed) >> 4, Alignment);
        return (needed + step - 1) / step * step;
    }

    public static byte* Rent(long capacity)
    {
        lock (s_gate)
        {
            if (s_free.TryGetValue(capacity, out Stack<nint>? blocks) && blocks.TryPop(out nint block))
            {
                s_kept -= capacity;
                return (byte*)block;
            }
        }

        GC.AddMemoryPressure(capacity);
        return (byte*)NativeMemory.AlignedAlloc((nuint)capacity, Alignment);
    }

    public static void Return(byte* data, long capacity)
    {
        lock (s_gate)
        {
            if (s_kept + capacity <= Limit)
            {
                if (!s_free.TryGetValue(capacity, out Stack<nint>? blocks))
                {
                    s_free[capacity] = blocks = new Stack<nint>();
                }

                blocks.Push((nint)data);
                s_kept += capacity;
                return;
            }
        }

        NativeMemory.AlignedFree(data);
        GC.RemoveMemoryPressure(capacity);
    }
}
