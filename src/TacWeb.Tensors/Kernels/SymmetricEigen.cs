using System.Buffers;

namespace TacWeb.Tensors.Kernels;

/// <summary>Eigenvalues and eigenvectors of symmetric matrices: Householder tridiagonalisation, then implicit QL (Golub and Van Loan, §8.3), in double.</summary>
internal static unsafe class SymmetricEigen
{
    private const int MostSweeps = 60;

    /// <summary>Eigenvalues [*, n], ascending, and eigenvectors [*, n, n] as columns.</summary>
    public static (torch.Tensor Values, torch.Tensor Vectors) Decompose(torch.Tensor input, bool upper)
    {
        int n = MatrixStack.Square(input);
        torch.Tensor values = torch.Tensor.Empty(input.Sizes.AsSpan()[..^1], torch.ScalarType.Float32);
        float* to = values.Floats();
        double[] rented = ArrayPool<double>.Shared.Rent(Math.Max(1, n * (n + 4)));
        torch.Tensor vectors;
        fixed (double* room = rented)
        {
            double* work = room;
            vectors = MatrixStack.Map(input, (matrix, item) =>
            {
                double* rows = work, diagonal = rows + ((long)n * n), off = diagonal + n, scratch = off + n;
                Mirror(matrix, n, upper);
                Tridiagonalise(matrix, rows, diagonal, off, scratch, n);
                Diagonalise(rows, diagonal, off, n);
                Sort(rows, diagonal, matrix, to + ((long)item * n), n);
            });
        }

        ArrayPool<double>.Shared.Return(rented);
        return (values, vectors);
    }

    private static void Mirror(double* a, int n, bool upper)
    {
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (upper)
                {
                    a[((long)i * n) + j] = a[((long)j * n) + i];
                }
                else
                {
                    a[((long)j * n) + i] = a[((long)i * n) + j];
                }
            }
        }
    }

    // Reflections H from both sides until A is tridiagonal; rows collects …H₁H₀, so that its rows are the new basis.
    private static void Tridiagonalise(double* a, double* rows, double* diagonal, double* off, double* w, int n)
    {
        for (int k = 0; k < n - 1; k++)
        {
            // The normal v (vᵀv = 2) takes the place of row k beyond the diagonal.
            double* v = a + ((long)k * n) + k + 1;
            int count = n - k - 1;
            double length = Math.Sqrt(DoubleRows.Dot(v, v, count));
            off[k] = v[0] > 0 ? -length : length;
            v[0] -= off[k];
            double squares = DoubleRows.Dot(v, v, count);
            DoubleRows.Scale(squares > 0 ? Math.Sqrt(2 / squares) : 0, v, count);
            if (squares > 0)
            {
                ReflectBothSides(a + (((long)k + 1) * n) + k + 1, v, w, n, count);
            }

            diagonal[k] = a[((long)k * n) + k];
        }

        diagonal[n - 1] = a[((long)n * n) - 1];
        Accumulate(a, rows, w, n);
    }

    // A ← A − v·wᵀ − w·vᵀ with w = A·v − (vᵀA·v / 2)·v.
    private static void ReflectBothSides(double* a, double* v, double* w, int stride, int count)
    {
        long grain = 1 + (60_000 / count);
        ThreadTeam.For(count, grain, (from, to) =>
        {
            for (long i = from; i < to; i++)
            {
                w[i] = DoubleRows.Dot(a + (i * stride), v, count);
            }
        });
        DoubleRows.Add(-DoubleRows.Dot(v, w, count) / 2, v, w, count);
        ThreadTeam.For(count, grain, (from, to) =>
        {
            for (long i = from; i < to; i++)
            {
                DoubleRows.Add(-v[i], w, a + (i * stride), count);
                DoubleRows.Add(-w[i], v, a + (i * stride), count);
            }
        });
    }

    // Q = H₀H₁…, made from the last reflection on, then transposed.
    private static void Accumulate(double* a, double* q, double* w, int n)
    {
        new Span<double>(q, n * n).Clear();
        for (int i = 0; i < n; i++)
        {
            q[((long)i * n) + i] = 1;
        }

        for (int k = n - 2; k >= 0; k--)
        {
            double* v = a + ((long)k * n) + k + 1, corner = q + (((long)k + 1) * n) + k + 1;
            int count = n - k - 1;
            new Span<double>(w, count).Clear();
            for (int i = 0; i < count; i++)
            {
                DoubleRows.Add(v[i], corner + ((long)i * n), w, count);
            }

            for (int i = 0; i < count; i++)
            {
                DoubleRows.Add(-v[i], w, corner + ((long)i * n), count);
            }
        }

        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
            {
                (q[((long)i * n) + j], q[((long)j * n) + i]) = (q[((long)j * n) + i], q[((long)i * n) + j]);
            }
        }
    }

    private static void Diagonalise(double* rows, double* d, double* e, int n)
    {
        e[n - 1] = 0;
        for (int l = 0; l < n; l++)
        {
            for (int sweep = 0; ; sweep++)
            {
                int m = l;
                while (m < n - 1 && Math.Abs(e[m]) > double.Epsilon + (1.1e-16 * (Math.Abs(d[m]) + Math.Abs(d[m + 1]))))
                {
                    m++;
                }

                if (m == l)
                {
                    break;
                }

                if (sweep == MostSweeps)
                {
                    throw new InvalidOperationException("The eigenvalues did not converge: the matrix has values that are not finite.");
                }

                Sweep(rows, d, e, l, m, n);
            }
        }
    }

    // One implicit QL step with Wilkinson's shift on the block l … m.
    private static void Sweep(double* rows, double* d, double* e, int l, int m, int n)
    {
        double g = (d[l + 1] - d[l]) / (2 * e[l]), r = double.Hypot(g, 1);
        g = d[m] - d[l] + (e[l] / (g + (g >= 0 ? r : -r)));
        double s = 1, c = 1, p = 0;
        for (int i = m - 1; i >= l; i--)
        {
            double f = s * e[i], b = c * e[i];
            r = double.Hypot(f, g);
            e[i + 1] = r;
            if (r == 0)
            {
                d[i + 1] -= p;
                e[m] = 0;
                return;
            }

            (s, c) = (f / r, g / r);
            g = d[i + 1] - p;
            r = ((d[i] - g) * s) + (2 * c * b);
            p = s * r;
            d[i + 1] = g + p;
            g = (c * r) - b;
            DoubleRows.Rotate(c, s, rows + ((long)i * n), rows + (((long)i + 1) * n), n);
        }

        d[l] -= p;
        e[l] = g;
        e[m] = 0;
    }

    private static void Sort(double* rows, double* d, double* vectors, float* values, int n)
    {
        int[] order = [.. Enumerable.Range(0, n)];
        Array.Sort(new Span<double>(d, n).ToArray(), order);
        for (int j = 0; j < n; j++)
        {
            double* row = rows + ((long)order[j] * n);
            values[j] = (float)d[order[j]];
            for (int i = 0; i < n; i++)
            {
                vectors[((long)i * n) + j] = row[i];
            }
        }
    }
}
