using TacWeb.Tensors.Memory;

namespace TacWeb.Tensors.Kernels;

/// <summary>Arithmetic on integers and truth values, and comparisons: for indices and masks, not for speed.</summary>
internal static unsafe class Integers
{
    public static torch.Tensor Unary(torch.Tensor x, Func<long, long> function)
    {
        using torch.Tensor from = x.contiguous();
        torch.Tensor result = torch.Tensor.Empty(x.Sizes, torch.ScalarType.Int64);
        long* a = from.Longs(), to = result.Longs();
        long count = result.numel();
        for (long i = 0; i < count; i++)
        {
            to[i] = function(a[i]);
        }

        return result;
    }

    public static torch.Tensor Binary(torch.Tensor x, torch.Tensor y, Func<long, long, long> function)
    {
        torch.Tensor result = torch.Tensor.Empty(Shapes.Broadcast(x.Sizes, y.Sizes), torch.ScalarType.Int64);
        long* a = x.Longs(), b = y.Longs(), to = result.Longs();
        Walk(x, y, result, (r, i, j) => to[r] = function(a[i], b[j]));
        return result;
    }

    public static torch.Tensor Compare(torch.Tensor x, torch.Tensor y, Func<float, float, bool> floats, Func<long, long, bool> integers)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.ScalarType type = Types.Promote(x.dtype, y.dtype);
        torch.Tensor result = torch.Tensor.Empty(Shapes.Broadcast(x.Sizes, y.Sizes), torch.ScalarType.Bool);
        byte* to = result.Bools();
        if (type == torch.ScalarType.Float32)
        {
            torch.Tensor left = x.to(type), right = y.to(type);
            float* a = left.Floats(), b = right.Floats();
            Walk(left, right, result, (r, i, j) => to[r] = floats(a[i], b[j]) ? (byte)1 : (byte)0);
        }
        else
        {
            torch.Tensor left = x.to(torch.ScalarType.Int64), right = y.to(torch.ScalarType.Int64);
            long* a = left.Longs(), b = right.Longs();
            Walk(left, right, result, (r, i, j) => to[r] = integers(a[i], b[j]) ? (byte)1 : (byte)0);
        }

        return scope.MoveToOuter(result);
    }

    public static torch.Tensor Logical(torch.Tensor x, torch.Tensor y, Func<bool, bool, bool> function)
    {
        torch.Tensor result = torch.Tensor.Empty(Shapes.Broadcast(x.Sizes, y.Sizes), torch.ScalarType.Bool);
        byte* a = x.Bools(), b = y.Bools(), to = result.Bools();
        Walk(x, y, result, (r, i, j) => to[r] = function(a[i] != 0, b[j] != 0) ? (byte)1 : (byte)0);
        return result;
    }

    private static void Walk(torch.Tensor x, torch.Tensor y, torch.Tensor result, Action<long, long, long> visit)
        => Strided.ForEachRun(
            result.Sizes,
            result.Strides,
            Shapes.BroadcastStrides(x.Sizes, x.Strides, result.Sizes),
            Shapes.BroadcastStrides(y.Sizes, y.Strides, result.Sizes),
            1 << 15,
            (count, r, dr, a, da, b, db) =>
            {
                for (long i = 0; i < count; i++)
                {
                    visit(r + (i * dr), a + (i * da), b + (i * db));
                }
            });
}
