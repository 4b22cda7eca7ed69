namespace TacWeb.Tensors.Kernels;

/// <summary>X with A·X = B for a triangular A, in double; the other triangle of A is not read.</summary>
internal static unsafe class TriangularSolve
{
    public static torch.Tensor Solve(torch.Tensor a, torch.Tensor b, bool upper, bool unit)
    {
        int n = MatrixStack.Square(a);
        if (b.Sizes.Length != a.Sizes.Length || b.Sizes[^2] != n || !a.Sizes.AsSpan()[..^2].SequenceEqual(b.Sizes.AsSpan()[..^2]))
        {
            throw new ArgumentException($"A right side [{string.Join(", ", b.Sizes)}] does not fit the matrix [{string.Join(", ", a.Sizes)}].");
        }

        int columns = checked((int)b.Sizes[^1]);
        using torch.Tensor plain = a.contiguous();
        float* matrices = plain.Floats();
        return MatrixStack.Map(b, (x, item) =>
        {
            float* matrix = matrices + ((long)item * n * n);
            ThreadTeam.For(columns, Math.Max(16, 200_000 / (1 + (n * n))), (from, to) => Columns(matrix, x + from, n, columns, (int)(to - from), upper, unit));
        });
    }

    private static void Columns(float* a, double* x, int n, int stride, int count, bool upper, bool unit)
    {
        for (int step = 0; step < n; step++)
        {
            int i = upper ? n - 1 - step : step;
            float* row = a + ((long)i * n);
            double* target = x + ((long)i * stride);
            for (int j = upper ? i + 1 : 0, end = upper ? n : i; j < end; j++)
            {
                DoubleRows.Add(-row[j], x + ((long)j * stride), target, count);
            }

            if (!unit)
            {
                DoubleRows.Scale(1.0 / row[i], target, count);
            }
        }
    }
}
