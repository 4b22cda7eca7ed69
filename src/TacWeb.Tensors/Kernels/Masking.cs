namespace TacWeb.Tensors.Kernels;

/// <summary>Choice by truth values.</summary>
internal static unsafe class Masking
{
    /// <summary>A new tensor with x where the condition holds, else y; all three of one shape, x and y of one type.</summary>
    public static torch.Tensor Where(torch.Tensor condition, torch.Tensor x, torch.Tensor y)
    {
        torch.Tensor result = torch.Tensor.Empty(condition.Sizes, x.dtype);
        Copying.Copy(y, result);
        byte* chosen = condition.Bools();
        switch (x.dtype)
        {
            case torch.ScalarType.Float32: Choose(condition, chosen, x, x.Floats(), result, result.Floats()); break;
            case torch.ScalarType.Int64: Choose(condition, chosen, x, x.Longs(), result, result.Longs()); break;
            default: Choose(condition, chosen, x, x.Bools(), result, result.Bools()); break;
        }

        return result;
    }

    private static void Choose<T>(torch.Tensor condition, byte* chosen, torch.Tensor x, T* from, torch.Tensor result, T* to)
        where T : unmanaged
        => Strided.ForEachRun(result.Sizes, result.Strides, condition.Strides, x.Strides, 1 << 15, (count, r, dr, c, dc, a, da) =>
        {
            for (long i = 0; i < count; i++)
            {
                if (chosen[c + (i * dc)] != 0)
                {
                    to[r + (i * dr)] = from[a + (i * da)];
                }
            }
        });
}
