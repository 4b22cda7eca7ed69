using System.Buffers;

namespace TacWeb.Tensors.Kernels;

/// <summary>A = Q·R by Householder reflections on the columns (Golub and Van Loan, §5.2.2), in double; signs as in LAPACK.</summary>
internal static unsafe class HouseholderQr
{
    /// <summary>Q [rows, kept] and R [kept, columns] of one matrix, kept = min(rows, columns).</summary>
    public static (torch.Tensor Q, torch.Tensor R) Reduced(torch.Tensor input)
    {
        if (input.Sizes.Length != 2)
        {
            throw new ArgumentException($"One matrix is needed, not [{string.Join(", ", input.Sizes)}].", nameof(input));
        }

        int rows = checked((int)input.Sizes[0]), columns = checked((int)input.Sizes[1]), kept = Math.Min(rows, columns);
        torch.Tensor q = torch.Tensor.Empty([rows, kept], torch.ScalarType.Float32), r = torch.zeros(kept, columns);
        float* toQ = q.Floats(), toR = r.Floats();
        using torch.Tensor transposed = input.t();
        MatrixStack.ForEach(transposed, (a, _) =>
        {
            double[] factors = new double[kept];
            Reflect(a, rows, columns, factors);
            for (int j = 0; j < columns; j++)
            {
                for (int i = 0; i < Math.Min(j + 1, kept); i++)
                {
                    toR[((long)i * columns) + j] = (float)(i == j && i < kept ? factors[i] : a[((long)j * rows) + i]);
                }
            }

            Accumulate(a, rows, kept, toQ);
        });
        return (q, r);
    }

    // The columns of A are rows here. Afterwards row k holds R above the diagonal and the normal v (scaled to vᵀv = 2) from there on.
    private static void Reflect(double* a, int rows, int columns, double[] diagonal)
    {
        for (int k = 0; k < diagonal.Length; k++)
        {
            double* v = a + ((long)k * rows) + k;
            int count = rows - k;
            double length = Math.Sqrt(DoubleRows.Dot(v, v, count));
            diagonal[k] = v[0] > 0 ? -length : length;
            Normal(v, diagonal[k], count);
            for (int j = k + 1; j < columns; j++)
            {
                double* column = a + ((long)j * rows) + k;
                DoubleRows.Add(-DoubleRows.Dot(v, column, count), v, column, count);
            }
        }
    }

    private static void Normal(double* v, double diagonal, int count)
    {
        v[0] -= diagonal;
        double squares = DoubleRows.Dot(v, v, count);
        DoubleRows.Scale(squares > 0 ? Math.Sqrt(2 / squares) : 0, v, count);
    }

    private static void Accumulate(double* a, int rows, int kept, float* q)
    {
        double[] rented = ArrayPool<double>.Shared.Rent(Math.Max(rows, 1));
        fixed (double* column = rented)
        {
            for (int j = 0; j < kept; j++)
            {
                new Span<double>(column, rows).Clear();
                column[j] = 1;
                for (int k = j; k >= 0; k--)
                {
                    double* v = a + ((long)k * rows) + k;
                    DoubleRows.Add(-DoubleRows.Dot(v, column + k, rows - k), v, column + k, rows - k);
                }

                for (int i = 0; i < rows; i++)
                {
                    q[((long)i * kept) + j] = (float)column[i];
                }
            }
        }

        ArrayPool<double>.Shared.Return(rented);
    }
}
