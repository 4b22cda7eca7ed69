using TacWeb.Tensors.Memory;

namespace TacWeb.Tensors;

public static partial class torch
{
    /// <summary>A single number as a tensor without dimensions.</summary>
    public static Tensor tensor(float scalar, Device? device = null, bool requires_grad = false) => tensor([scalar], [], device: device, requires_grad: requires_grad);

    /// <summary>A single number as a tensor without dimensions.</summary>
    public static Tensor tensor(long scalar, Device? device = null, bool requires_grad = false) => tensor([scalar], [], device: device, requires_grad: requires_grad);

    /// <summary>A single truth value as a tensor without dimensions.</summary>
    public static Tensor tensor(bool scalar, Device? device = null, bool requires_grad = false) => full([], scalar, ScalarType.Bool);

    /// <summary>A vector of the given numbers, copied.</summary>
    public static Tensor tensor(float[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => tensor(dataArray, [dataArray.Length], dtype, device, requires_grad);

    /// <summary>A tensor of the given shape from numbers in row-major order, copied.</summary>
    public static Tensor tensor(float[] dataArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => FromSpan<float>(dataArray, dimensions, ScalarType.Float32, dtype, requires_grad);

    /// <summary>A matrix of the given numbers, copied.</summary>
    public static Tensor tensor(float[,] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => FromSpan<float>(dataArray.Cast<float>().ToArray(), [dataArray.GetLength(0), dataArray.GetLength(1)], ScalarType.Float32, dtype, requires_grad);

    /// <summary>A tensor of the given shape from numbers in row-major order, copied.</summary>
    public static Tensor tensor(Memory<float> dataArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => FromSpan<float>(dataArray.Span, dimensions, ScalarType.Float32, dtype, requires_grad);

    /// <summary>A vector of the given numbers, copied.</summary>
    public static Tensor tensor(IList<float> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => tensor(rawArray.ToArray(), dtype, device, requires_grad);

    /// <summary>A vector of the given integers, copied.</summary>
    public static Tensor tensor(long[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => tensor(dataArray, [dataArray.Length], dtype, device, requires_grad);

    /// <summary>A tensor of the given shape from integers in row-major order, copied.</summary>
    public static Tensor tensor(long[] dataArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => FromSpan<long>(dataArray, dimensions, ScalarType.Int64, dtype, requires_grad);

    /// <summary>A matrix of the given integers, copied.</summary>
    public static Tensor tensor(long[,] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => FromSpan<long>(dataArray.Cast<long>().ToArray(), [dataArray.GetLength(0), dataArray.GetLength(1)], ScalarType.Int64, dtype, requires_grad);

    /// <summary>A tensor of the given shape from integers in row-major order, copied.</summary>
    public static Tensor tensor(Memory<long> dataArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => FromSpan<long>(dataArray.Span, dimensions, ScalarType.Int64, dtype, requires_grad);

    /// <summary>A vector of the given integers, copied.</summary>
    public static Tensor tensor(IList<long> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => tensor(rawArray.ToArray(), dtype, device, requires_grad);

    /// <summary>A vector of the given truth values, copied.</summary>
    public static Tensor tensor(bool[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => tensor(dataArray, [dataArray.Length], dtype, device, requires_grad);

    /// <summary>A tensor of the given shape from truth values in row-major order, copied.</summary>
    public static Tensor tensor(bool[] dataArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => FromSpan<bool>(dataArray, dimensions, ScalarType.Bool, dtype, requires_grad);

    /// <summary>Memory of the given shape with arbitrary content.</summary>
    public static Tensor empty(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => Tensor.Empty(size, dtype ?? ScalarType.Float32).requires_grad_(requires_grad);

    /// <summary>Memory of the given shape with arbitrary content.</summary>
    public static Tensor empty(params long[] size) => empty((ReadOnlySpan<long>)size);

    /// <summary>Memory like another tensor's, with arbitrary content.</summary>
    public static Tensor empty_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => empty(input.Sizes, dtype ?? input.dtype, device, requires_grad);

    /// <summary>Zeros.</summary>
    public static Tensor zeros(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => full(size, 0, dtype ?? ScalarType.Float32, device, requires_grad);

    /// <summary>Zeros.</summary>
    public static Tensor zeros(params long[] size) => zeros((ReadOnlySpan<long>)size);

    /// <summary>Zeros in the shape and type of another tensor.</summary>
    public static Tensor zeros_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => zeros(input.Sizes, dtype ?? input.dtype, device, requires_grad);

    /// <summary>Ones.</summary>
    public static Tensor ones(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => full(size, 1, dtype ?? ScalarType.Float32, device, requires_grad);

    /// <summary>Ones.</summary>
    public static Tensor ones(params long[] size) => ones((ReadOnlySpan<long>)size);

    /// <summary>Ones in the shape and type of another tensor.</summary>
    public static Tensor ones_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => ones(input.Sizes, dtype ?? input.dtype, device, requires_grad);

    /// <summary>One value everywhere; its kind decides the type where none is named.</summary>
    public static Tensor full(ReadOnlySpan<long> size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => Tensor.Filled(size, value, dtype ?? (value.IsReal ? ScalarType.Float32 : value.Type)).requires_grad_(requires_grad);

    /// <summary>One value everywhere, in the shape and type of another tensor.</summary>
    public static Tensor full_like(Tensor input, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => full(input.Sizes, value, dtype ?? input.dtype, device, requires_grad);

    /// <summary>The identity matrix.</summary>
    public static Tensor eye(long rows, long columns = -1, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        long width = columns < 0 ? rows : columns;
        Tensor result = zeros([rows, width], dtype);
        using (no_grad())
        using (NewDisposeScope())
        {
            long least = Math.Min(rows, width);
            for (long i = 0; i < least; i++)
            {
                result.select(0, i).select(0, i).fill_(1);
            }
        }

        return result.requires_grad_(requires_grad);
    }

    /// <summary>0, 1, … before stop: integers for an integer, else floats.</summary>
    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => arange(0, stop, 1, dtype, device, requires_grad);

    /// <summary>start, start + 1, … before stop: integers for integers, else floats.</summary>
    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => arange(start, stop, 1, dtype, device, requires_grad);

    /// <summary>start, start + step, … before stop: integers for integers, else floats.</summary>
    public static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        long count = Math.Max(0, (long)Math.Ceiling((stop.AsDouble - start.AsDouble) / step.AsDouble));
        bool real = start.IsReal || stop.IsReal || step.IsReal;
        using Tensor values = real
            ? tensor([.. LongRange(count).Select(i => (float)(start.AsDouble + (i * step.AsDouble)))], [count])
            : tensor([.. LongRange(count).Select(i => start.AsInt64 + (i * step.AsInt64))], [count]);
        return values.to(dtype ?? values.dtype).requires_grad_(requires_grad);
    }

    private static IEnumerable<long> LongRange(long count)
    {
        for (long i = 0; i < count; i++)
        {
            yield return i;
        }
    }

    private static unsafe Tensor FromSpan<T>(ReadOnlySpan<T> values, ReadOnlySpan<long> sizes, ScalarType type, ScalarType? wanted, bool requires_grad)
        where T : unmanaged
    {
        if (Shapes.Count(sizes) != values.Length)
        {
            throw new ArgumentException($"{values.Length} values do not fill the shape [{Shapes.Text(sizes)}].", nameof(sizes));
        }

        Tensor result = Tensor.Empty(sizes, type);
        values.CopyTo(new Span<T>(result.Storage.Data, values.Length));
        if (wanted is { } other && other != type)
        {
            using Tensor first = result;
            result = first.to(other);
        }

        return result.requires_grad_(requires_grad);
    }

    public partial class Tensor
    {
        internal static unsafe Tensor Filled(ReadOnlySpan<long> sizes, Scalar value, ScalarType type)
        {
            Tensor result = Empty(sizes, type);
            int count = checked((int)result.numel());
            switch (type)
            {
                case ScalarType.Float32: new Span<float>(result.Floats(), count).Fill(value.AsSingle); break;
                case ScalarType.Int64: new Span<long>(result.Longs(), count).Fill(value.AsInt64); break;
                default: new Span<byte>(result.Bools(), count).Fill(value.AsBoolean ? (byte)1 : (byte)0); break;
            }

            return result;
        }
    }
}
