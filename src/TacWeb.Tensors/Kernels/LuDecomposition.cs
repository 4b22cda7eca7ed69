using System.Buffers;

namespace TacWeb.Tensors.Kernels;

/// <summary>P·A = L·U with row exchanges, in double: determinants and inverses.</summary>
internal static unsafe class LuDecomposition
{
    /// <summary>The sign and ln|det| of each matrix.</summary>
    public static (torch.Tensor Sign, torch.Tensor Logarithm) Determinant(torch.Tensor input)
    {
        int n = MatrixStack.Square(input);
        torch.Tensor signs = torch.Tensor.Empty(input.Sizes.AsSpan()[..^2], torch.ScalarType.Float32), logarithms = torch.Tensor.Empty(signs.Sizes, torch.ScalarType.Float32);
        float* sign = signs.Floats(), logarithm = logarithms.Floats();
        int[] order = new int[n];
        MatrixStack.ForEach(input, (matrix, item) =>
        {
            int parity = Decompose(matrix, n, order);
            double sum = 0;
            for (int i = 0; i < n; i++)
            {
                double pivot = matrix[((long)i * n) + i];
                parity *= Math.Sign(pivot);
                sum += Math.Log(Math.Abs(pivot));
            }

            (sign[item], logarithm[item]) = (parity, (float)sum);
        });
        return (signs, logarithms);
    }

    /// <summary>The inverse of each matrix.</summary>
    /// <exception cref="InvalidOperationException">A matrix is singular.</exception>
    public static torch.Tensor Inverse(torch.Tensor input)
    {
        int n = MatrixStack.Square(input);
        int[] order = new int[n];
        double[] rented = ArrayPool<double>.Shared.Rent(Math.Max(n * n, 1));
        torch.Tensor result;
        fixed (double* inverse = rented)
        {
            double* x = inverse;
            result = MatrixStack.Map(input, (matrix, _) =>
            {
                Decompose(matrix, n, order);
                Invert(matrix, x, n, order);
                new Span<double>(x, n * n).CopyTo(new Span<double>(matrix, n * n));
            });
        }

        ArrayPool<double>.Shared.Return(rented);
        return result;
    }

    // Returns the parity of the row exchanges; order[i] is the former place of row i.
    private static int Decompose(double* a, int n, int[] order)
    {
        int parity = 1;
        for (int i = 0; i < n; i++)
        {
            order[i] = i;
        }

        for (int k = 0; k < n; k++)
        {
            int pivot = Largest(a, n, k);
            double* row = a + ((long)k * n);
            if (pivot != k)
            {
                parity = -parity;
                (order[k], order[pivot]) = (order[pivot], order[k]);
                Exchange(row, a + ((long)pivot * n), n);
            }

            for (int i = k + 1; row[k] != 0 && i < n; i++)
            {
                double* other = a + ((long)i * n);
                other[k] /= row[k];
                DoubleRows.Add(-other[k], row + k + 1, other + k + 1, n - k - 1);
            }
        }

        return parity;
    }

    private static int Largest(double* a, int n, int k)
    {
        int best = k;
        for (int i = k + 1; i < n; i++)
        {
            best = Math.Abs(a[((long)i * n) + k]) > Math.Abs(a[((long)best * n) + k]) ? i : best;
        }

        return best;
    }

    private static void Exchange(double* x, double* y, int count)
    {
        for (int i = 0; i < count; i++)
        {
            (x[i], y[i]) = (y[i], x[i]);
        }
    }

    private static void Invert(double* lu, double* x, int n, int[] order)
    {
        new Span<double>(x, n * n).Clear();
        for (int i = 0; i < n; i++)
        {
            double* target = x + ((long)i * n), row = lu + ((long)i * n);
            target[order[i]] = 1;
            for (int j = 0; j < i; j++)
            {
                DoubleRows.Add(-row[j], x + ((long)j * n), target, n);
            }
        }

        for (int i = n - 1; i >= 0; i--)
        {
            double* target = x + ((long)i * n), row = lu + ((long)i * n);
            for (int j = i + 1; j < n; j++)
            {
                DoubleRows.Add(-row[j], x + ((long)j * n), target, n);
            }

            if (row[i] == 0)
            {
                throw new InvalidOperationException($"The matrix is singular (its pivot {i + 1} is zero).");
            }

            DoubleRows.Scale(1 / row[i], target, n);
        }
    }
}
