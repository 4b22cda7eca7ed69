using TacWeb.Tensors.Memory;

namespace TacWeb.Tensors.Kernels;

/// <summary>Copies between tensors of any strides and types.</summary>
internal static unsafe class Copying
{
    private const long Grain = 1 << 16;

    /// <summary>Writes the source, repeated to the shape of the target, into the target's memory, converting the elements.</summary>
    public static void Copy(torch.Tensor source, torch.Tensor target)
    {
        target.Storage.Version++;
        if (source.dtype == target.dtype && source.is_contiguous() && target.is_contiguous() && source.Sizes.AsSpan().SequenceEqual(target.Sizes))
        {
            CopyBytes(source, target);
            return;
        }

        long[] from = Shapes.BroadcastStrides(source.Sizes, source.Strides, target.Sizes);
        byte* s = source.Storage.Data + (source.Offset * source.ElementSize), t = target.Storage.Data + (target.Offset * target.ElementSize);
        nint read = (nint)s, write = (nint)t;
        torch.ScalarType a = source.dtype, b = target.dtype;
        Strided.ForEachRun(target.Sizes, target.Strides, from, Grain, (count, x, dx, y, dy) => Run(a, b, (byte*)read, y, dy, (byte*)write, x, dx, count));
    }

    private static void CopyBytes(torch.Tensor source, torch.Tensor target)
    {
        long size = source.ElementSize, bytes = source.numel() * size;
        byte* from = source.Storage.Data + (source.Offset * size), to = target.Storage.Data + (target.Offset * size);
        if (from != to)
        {
            Buffer.MemoryCopy(from, to, bytes, bytes);
        }
    }

    private static void Run(torch.ScalarType a, torch.ScalarType b, byte* read, long y, long dy, byte* write, long x, long dx, long count)
    {
        switch (a, b)
        {
            case (torch.ScalarType.Float32, torch.ScalarType.Float32): Same((float*)read + y, dy, (float*)write + x, dx, count); break;
            case (torch.ScalarType.Int64, torch.ScalarType.Int64): Same((long*)read + y, dy, (long*)write + x, dx, count); break;
            case (torch.ScalarType.Bool, torch.ScalarType.Bool): Same(read + y, dy, write + x, dx, count); break;
            default: Convert(a, b, read, y, dy, write, x, dx, count); break;
        }
    }

    private static void Same<T>(T* from, long dy, T* to, long dx, long count)
        where T : unmanaged
    {
        if (dx == 1 && dy == 1)
        {
            new ReadOnlySpan<T>(from, checked((int)count)).CopyTo(new Span<T>(to, (int)count));
            return;
        }

        for (long i = 0; i < count; i++)
        {
            to[i * dx] = from[i * dy];
        }
    }

    private static void Convert(torch.ScalarType a, torch.ScalarType b, byte* read, long y, long dy, byte* write, long x, long dx, long count)
    {
        for (long i = 0; i < count; i++)
        {
            long from = y + (i * dy), to = x + (i * dx);
            switch (a, b)
            {
                case (torch.ScalarType.Float32, torch.ScalarType.Int64): ((long*)write)[to] = (long)((float*)read)[from]; break;
                case (torch.ScalarType.Float32, torch.ScalarType.Bool): write[to] = ((float*)read)[from] != 0 ? (byte)1 : (byte)0; break;
                case (torch.ScalarType.Int64, torch.ScalarType.Float32): ((float*)write)[to] = ((long*)read)[from]; break;
                case (torch.ScalarType.Int64, torch.ScalarType.Bool): write[to] = ((long*)read)[from] != 0 ? (byte)1 : (byte)0; break;
                case (torch.ScalarType.Bool, torch.ScalarType.Float32): ((float*)write)[to] = read[from]; break;
                case (torch.ScalarType.Bool, torch.ScalarType.Int64): ((long*)write)[to] = read[from]; break;
                default: throw new NotSupportedException($"No conversion from {a} to {b}.");
            }
        }
    }
}
