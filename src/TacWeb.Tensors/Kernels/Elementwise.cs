using System.Numerics;
using System.Runtime.CompilerServices;
using TacWeb.Tensors.Memory;

namespace TacWeb.Tensors.Kernels;

/// <summary>A function of one vector of floats.</summary>
internal interface IUnary
{
    Vector<float> Invoke(Vector<float> x);
}

/// <summary>A function of two vectors of floats.</summary>
internal interface IBinary
{
    Vector<float> Invoke(Vector<float> x, Vector<float> y);
}

/// <summary>Element-by-element kernels over tensors of any strides; the last, partial vector takes the same path as the others.</summary>
internal static unsafe class Elementwise
{
    private const long Grain = 1 << 15;

    /// <summary>A new tensor with the function of each element.</summary>
    public static torch.Tensor Unary<TFunction>(torch.Tensor x, TFunction function)
        where TFunction : struct, IUnary
    {
        torch.Tensor result = torch.Tensor.Empty(x.Sizes, torch.ScalarType.Float32);
        Unary(x, result, function);
        return result;
    }

    /// <summary>Writes the function of each element into a tensor of the same shape, which may be the input itself.</summary>
    public static void Unary<TFunction>(torch.Tensor x, torch.Tensor result, TFunction function)
        where TFunction : struct, IUnary
    {
        nint from = (nint)x.Floats(), to = (nint)result.Floats();
        result.Storage.Version++;
        Strided.ForEachRun(result.Sizes, result.Strides, x.Strides, Grain,
            (count, r, dr, a, da) => UnaryRun((float*)from + a, da, (float*)to + r, dr, count, function));
    }

    /// <summary>A new tensor with the function of each pair of elements, after broadcasting.</summary>
    public static torch.Tensor Binary<TFunction>(torch.Tensor x, torch.Tensor y, TFunction function)
        where TFunction : struct, IBinary
    {
        torch.Tensor result = torch.Tensor.Empty(Shapes.Broadcast(x.Sizes, y.Sizes), torch.ScalarType.Float32);
        Binary(x, y, result, function);
        return result;
    }

    /// <summary>Writes the function of each pair into a tensor of the broadcast shape, which may be one of the inputs.</summary>
    public static void Binary<TFunction>(torch.Tensor x, torch.Tensor y, torch.Tensor result, TFunction function)
        where TFunction : struct, IBinary
    {
        nint first = (nint)x.Floats(), second = (nint)y.Floats(), to = (nint)result.Floats();
        long[] dx = Shapes.BroadcastStrides(x.Sizes, x.Strides, result.Sizes), dy = Shapes.BroadcastStrides(y.Sizes, y.Strides, result.Sizes);
        result.Storage.Version++;
        Strided.ForEachRun(result.Sizes, result.Strides, dx, dy, Grain,
            (count, r, dr, a, da, b, db) => BinaryRun((float*)first + a, da, (float*)second + b, db, (float*)to + r, dr, count, function));
    }

    /// <summary>scale · x + shift over plain memory.</summary>
    public static void Affine(float* x, float* result, long count, float scale, float shift)
        => UnaryRun(x, 1, result, 1, count, new AffineFunction(scale, shift));

    /// <summary>to += scale · x over plain memory.</summary>
    public static void AddTo(float* x, float* to, long count, float scale) => BinaryRun(to, 1, x, 1, to, 1, count, new AddFunction(scale));

    private static void UnaryRun<TFunction>(float* x, long dx, float* result, long dr, long count, TFunction function)
        where TFunction : struct, IUnary
    {
        int width = Vector<float>.Count;
        long i = 0;
        if (dr == 1)
        {
            for (; i + width <= count; i += width)
            {
                Vector.Store(function.Invoke(Read(x + (i * dx), dx)), result + i);
            }
        }

        for (; i < count; i += width)
        {
            int rest = (int)Math.Min(width, count - i);
            Write(function.Invoke(ReadPart(x + (i * dx), dx, rest)), result + (i * dr), dr, rest);
        }
    }

    private static void BinaryRun<TFunction>(float* x, long dx, float* y, long dy, float* result, long dr, long count, TFunction function)
        where TFunction : struct, IBinary
    {
        int width = Vector<float>.Count;
        long i = 0;
        if (dr == 1)
        {
            for (; i + width <= count; i += width)
            {
                Vector.Store(function.Invoke(Read(x + (i * dx), dx), Read(y + (i * dy), dy)), result + i);
            }
        }

        for (; i < count; i += width)
        {
            int rest = (int)Math.Min(width, count - i);
            Write(function.Invoke(ReadPart(x + (i * dx), dx, rest), ReadPart(y + (i * dy), dy, rest)), result + (i * dr), dr, rest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Read(float* from, long step)
        => step == 1 ? Vector.Load(from) : step == 0 ? new Vector<float>(*from) : ReadPart(from, step, Vector<float>.Count);

    private static Vector<float> ReadPart(float* from, long step, int count)
    {
        float* buffer = stackalloc float[Vector<float>.Count];
        for (int i = 0; i < count; i++)
        {
            buffer[i] = from[i * step];
        }

        // What lies beyond repeats the last element: no stray division by zero there.
        for (int i = count; i < Vector<float>.Count; i++)
        {
            buffer[i] = buffer[count - 1];
        }

        return Vector.Load(buffer);
    }

    private static void Write(Vector<float> value, float* to, long step, int count)
    {
        for (int i = 0; i < count; i++)
        {
            to[i * step] = value[i];
        }
    }
}
