namespace TacWeb.Tensors.Kernels;

/// <summary>A = L·Lᵀ, row by row, in double.</summary>
internal static unsafe class Cholesky
{
    public static torch.Tensor Factor(torch.Tensor input)
    {
        int n = MatrixStack.Square(input);
        return MatrixStack.Map(input, (matrix, _) => Factor(matrix, n));
    }

    // Reads the lower triangle only.
    private static void Factor(double* a, int n)
    {
        for (int i = 0; i < n; i++)
        {
            double* row = a + ((long)i * n);
            for (int j = 0; j < i; j++)
            {
                double* other = a + ((long)j * n);
                row[j] = (row[j] - DoubleRows.Dot(row, other, j)) / other[j];
            }

            double rest = row[i] - DoubleRows.Dot(row, row, i);
            if (!(rest > 0))
            {
                throw new InvalidOperationException($"The matrix is not positive-definite (its leading minor of order {i + 1} is not).");
            }

            row[i] = Math.Sqrt(rest);
            new Span<double>(row + i + 1, n - i - 1).Clear();
        }
    }
}
