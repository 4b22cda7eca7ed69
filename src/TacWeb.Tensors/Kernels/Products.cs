namespace TacWeb.Tensors.Kernels;

/// <summary>Matrix products of tensors.</summary>
internal static unsafe class Products
{
    /// <summary>result = a·b, or result += a·b; a and b of any strides, result row-major.</summary>
    public static void Multiply(torch.Tensor a, torch.Tensor b, torch.Tensor result, bool accumulate)
        => Gemm.Multiply(
            checked((int)a.Sizes[0]), checked((int)b.Sizes[1]), checked((int)a.Sizes[1]), View(a, a.Floats(), 0), View(b, b.Floats(), 0), result.Floats(), result.Strides[0], accumulate);

    /// <summary>The product of one pair of a batch.</summary>
    public static void Multiply(torch.Tensor a, torch.Tensor b, torch.Tensor result, long item)
        => Gemm.Multiply(
            checked((int)a.Sizes[1]), checked((int)b.Sizes[2]), checked((int)a.Sizes[2]),
            View(a, a.Floats() + (item * a.Strides[0]), 1), View(b, b.Floats() + (item * b.Strides[0]), 1), result.Floats() + (item * result.Strides[0]), result.Strides[1]);

    private static Matrix View(torch.Tensor tensor, float* data, int first) => new((nint)data, tensor.Strides[first], tensor.Strides[first + 1]);
}
