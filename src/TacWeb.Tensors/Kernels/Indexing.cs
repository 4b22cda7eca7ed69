using TacWeb.Tensors.Memory;

namespace TacWeb.Tensors.Kernels;

/// <summary>Reading and writing by positions. Additions to one place happen in the order of the positions, on one thread: results repeat.</summary>
internal static unsafe class Indexing
{
    private const long Grain = 1 << 15;

    /// <summary>result[…, i, …] = x[…, positions[…, i, …], …] along a dimension.</summary>
    public static torch.Tensor Gather(torch.Tensor x, int dimension, torch.Tensor positions)
    {
        using torch.Tensor index = positions.contiguous();
        torch.Tensor result = torch.Tensor.Empty(index.Sizes, x.dtype);
        long* at = index.Longs();
        long bound = x.Sizes[dimension], step = x.Strides[dimension];
        Walk(index.Sizes, x.Strides, dimension, (i, rest) =>
        {
            long source = rest + (Checked(at[i], bound) * step);
            Move(x, source, result, i);
        });
        return result;
    }

    /// <summary>target[…, positions[…, i, …], …] = or += source[…, i, …] along a dimension.</summary>
    public static void Scatter(torch.Tensor target, int dimension, torch.Tensor positions, torch.Tensor source, bool add)
    {
        using torch.Tensor index = positions.contiguous();
        using torch.Tensor part = Part(source, index.Sizes);
        using torch.Tensor values = part.contiguous();
        target.Storage.Version++;
        long* at = index.Longs();
        long bound = target.Sizes[dimension], step = target.Strides[dimension];
        Walk(index.Sizes, target.Strides, dimension, (i, rest) =>
        {
            long place = rest + (Checked(at[i], bound) * step);
            if (add)
            {
                Add(values, i, target, place);
            }
            else
            {
                Move(values, i, target, place);
            }
        });
    }

    /// <summary>The rows (slices of a dimension) at the given positions.</summary>
    public static torch.Tensor Select(torch.Tensor x, int dimension, torch.Tensor positions)
    {
        using torch.Tensor index = positions.contiguous();
        using torch.Tensor from = x.contiguous();
        long count = index.numel(), bound = x.Sizes[dimension];
        long[] sizes = x.shape;
        sizes[dimension] = count;
        torch.Tensor result = torch.Tensor.Empty(sizes, x.dtype);
        long inner = Shapes.Count(x.Sizes.AsSpan(dimension + 1)) * x.ElementSize, outer = Shapes.Count(x.Sizes.AsSpan(0, dimension));
        byte* source = from.Storage.Data + (from.Offset * x.ElementSize), to = result.Storage.Data;
        long* at = index.Longs();
        ThreadTeam.For(outer * count, Math.Max(1, (Grain * 4) / Math.Max(inner, 1)), (first, last) =>
        {
            for (long row = first; row < last; row++)
            {
                (long o, long i) = Math.DivRem(row, count);
                Buffer.MemoryCopy(source + (((o * bound) + Checked(at[i], bound)) * inner), to + (row * inner), inner, inner);
            }
        });
        return result;
    }

    /// <summary>target's slices at the positions += scale · source's slices; float tensors.</summary>
    public static void Add(torch.Tensor target, int dimension, torch.Tensor positions, torch.Tensor source, float scale)
    {
        using torch.Tensor index = positions.contiguous();
        long* at = index.Longs();
        if (target.is_contiguous())
        {
            using torch.Tensor values = source.contiguous();
            long inner = Shapes.Count(target.Sizes.AsSpan(dimension + 1)), outer = Shapes.Count(target.Sizes.AsSpan(0, dimension));
            AddSlices(target, at, index.numel(), target.Sizes[dimension], values.Floats(), (outer, inner), scale);
            return;
        }

        for (long i = 0; i < index.numel(); i++)
        {
            using torch.Tensor to = target.narrow(dimension, Checked(at[i], target.Sizes[dimension]), 1);
            using torch.Tensor from = source.narrow(dimension, i, 1);
            Elementwise.Binary(to, from, to, new AddFunction(scale));
        }
    }

    private static void AddSlices(torch.Tensor target, long* at, long count, long bound, float* source, (long Outer, long Inner) shape, float scale)
    {
        target.Storage.Version++;
        float* to = target.Floats();
        for (long o = 0; o < shape.Outer; o++)
        {
            for (long i = 0; i < count; i++)
            {
                float* slice = to + (((o * bound) + Checked(at[i], bound)) * shape.Inner), added = source + (((o * count) + i) * shape.Inner);
                if (shape.Inner == 1)
                {
                    *slice += scale * *added;
                }
                else
                {
                    Elementwise.AddTo(added, slice, shape.Inner, scale);
                }
            }
        }
    }

    private static torch.Tensor Part(torch.Tensor source, long[] sizes)
    {
        torch.Tensor part = source.alias();
        for (int d = 0; d < sizes.Length; d++)
        {
            torch.Tensor narrower = part.narrow(d, 0, sizes[d]);
            part.Dispose();
            part = narrower;
        }

        return part;
    }

    /// <summary>Visits every position in row-major order, with the offset in another tensor that ignores one dimension.</summary>
    private static void Walk(long[] sizes, long[] strides, int dimension, Action<long, long> visit)
    {
        long count = Shapes.Count(sizes);
        long[] at = new long[sizes.Length];
        for (long i = 0; i < count; i++)
        {
            long rest = 0;
            for (int d = 0; d < at.Length; d++)
            {
                rest += d == dimension ? 0 : at[d] * strides[d];
            }

            visit(i, rest);
            for (int d = at.Length - 1; d >= 0 && ++at[d] == sizes[d]; d--)
            {
                at[d] = 0;
            }
        }
    }

    private static void Move(torch.Tensor from, long source, torch.Tensor to, long target)
    {
        switch (from.dtype)
        {
            case torch.ScalarType.Float32: to.Floats()[target] = from.Floats()[source]; break;
            case torch.ScalarType.Int64: to.Longs()[target] = from.Longs()[source]; break;
            default: to.Bools()[target] = from.Bools()[source]; break;
        }
    }

    private static void Add(torch.Tensor from, long source, torch.Tensor to, long target)
    {
        if (from.dtype == torch.ScalarType.Float32)
        {
            to.Floats()[target] += from.Floats()[source];
        }
        else
        {
            to.Longs()[target] += from.Longs()[source];
        }
    }

    private static long Checked(long position, long bound) => position >= 0 && position < bound
        ? position
        : throw new ArgumentOutOfRangeException(nameof(position), position, $"The index {position} is out of bounds for a dimension of size {bound}.");
}
