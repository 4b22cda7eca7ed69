using TacWeb.Tensors.Autograd;
using TacWeb.Tensors.Kernels;

namespace TacWeb.Tensors;

public static partial class torch
{
    /// <summary>Linear algebra: the decompositions are computed in double and stored in single precision. Sizes [*, n, n] are stacks of matrices.</summary>
    public static class linalg
    {
        /// <summary>How much of a QR decomposition is wanted.</summary>
        public enum QRMode
        {
            /// <summary>As many columns of Q as the smaller size: the only one supported here.</summary>
            Reduced = 0,
        }

        /// <summary>L, lower triangular, with L·Lᵀ = A, of positive-definite matrices [*, n, n]; reads the lower triangle.</summary>
        /// <exception cref="InvalidOperationException">A matrix is not positive-definite.</exception>
        public static Tensor cholesky(Tensor input)
        {
            Tensor result = Cholesky.Factor(input);
            return Recorder.Record(Operation.Cholesky, result, [input], [result], static (g, n) =>
            {
                // Murray, "Differentiation of the Cholesky decomposition", 2016: L⁻ᵀ·Φ(Lᵀ·g)·L⁻¹, made symmetric.
                Tensor transposed = n.Saved(0).transpose(-2, -1);
                Tensor middle = transposed.matmul(g).mul(Triangle(g.Sizes[^1], upper: false, diagonal: 0.5f));
                Tensor left = solve_triangular(transposed, middle, upper: true);
                Tensor both = solve_triangular(transposed, left.transpose(-2, -1), upper: true);
                return [both.add(both.transpose(-2, -1)).mul(0.5)];
            });
        }

        /// <summary>X with A·X = B, or with X·A = B.</summary>
        /// <param name="A">Triangular matrices [*, n, n]; the other triangle is not read.</param>
        /// <param name="B">The right sides: [*, n, k], or [*, k, n] when A stands at the right.</param>
        /// <param name="upper">A is upper triangular.</param>
        /// <param name="left">A stands at the left of X.</param>
        /// <param name="unitriangular">The diagonal of A counts as ones.</param>
        public static Tensor solve_triangular(Tensor A, Tensor B, bool upper, bool left = true, bool unitriangular = false)
        {
            if (!left)
            {
                using DisposeScope scope = NewDisposeScope();
                return scope.MoveToOuter(solve_triangular(A.transpose(-2, -1), B.transpose(-2, -1), !upper, true, unitriangular).transpose(-2, -1));
            }

            long size = A.Sizes[^1];
            Tensor result = TriangularSolve.Solve(A, B, upper, unitriangular);
            return Recorder.Record(Operation.SolveTriangular, result, [A, B], [A, result], (g, n) =>
            {
                Tensor right = solve_triangular(n.Saved(0).transpose(-2, -1), g, !upper, true, unitriangular);
                return
                [
                    n.Needs(0) ? right.matmul(n.Saved(1).transpose(-2, -1)).mul(Triangle(size, upper, unitriangular ? 0 : 1)).neg() : null,
                    right,
                ];
            });
        }

        /// <summary>The sign (−1, 0 or 1) and the natural logarithm of the absolute determinant of matrices [*, n, n]; the gradient flows through the logarithm.</summary>
        public static (Tensor, Tensor) slogdet(Tensor input)
        {
            (Tensor sign, Tensor logarithm) = LuDecomposition.Determinant(input);
            Recorder.Record(Operation.LogDeterminant, logarithm, [input], [input],
                static (g, n) => [inv(n.Saved(0)).transpose(-2, -1).mul(g.unsqueeze(-1).unsqueeze(-1))]);
            return (sign, logarithm);
        }

        /// <summary>The inverses of matrices [*, n, n].</summary>
        /// <exception cref="InvalidOperationException">A matrix is singular.</exception>
        public static Tensor inv(Tensor input)
        {
            Tensor result = LuDecomposition.Inverse(input);
            return Recorder.Record(Operation.Inverse, result, [input], [result], static (g, n) =>
            {
                Tensor transposed = n.Saved(0).transpose(-2, -1);
                return [transposed.matmul(g).matmul(transposed).neg()];
            });
        }

        /// <summary>The eigenvalues [*, n], ascending, and eigenvectors [*, n, n], as columns, of symmetric matrices. Not differentiated here.</summary>
        /// <param name="input">[*, n, n].</param>
        /// <param name="UPLO">Which triangle is read: L or U.</param>
        /// <exception cref="NotSupportedException">A gradient is wanted.</exception>
        public static (Tensor, Tensor) eigh(Tensor input, char UPLO = 'L')
        {
            RefuseGradient(input, nameof(eigh));
            return SymmetricEigen.Decompose(input, UPLO is 'U' or 'u');
        }

        /// <summary>A = Q·R of a matrix [m, n]: Q [m, min(m, n)] with orthonormal columns, R upper triangular. Not differentiated here.</summary>
        /// <param name="input">[m, n].</param>
        /// <param name="mode">Reduced.</param>
        /// <exception cref="NotSupportedException">A gradient is wanted.</exception>
        public static (Tensor Q, Tensor R) qr(Tensor input, QRMode mode = QRMode.Reduced)
        {
            RefuseGradient(input, nameof(qr));
            return HouseholderQr.Reduced(input);
        }

        private static void RefuseGradient(Tensor input, string name)
        {
            if (GradMode.IsEnabled && input.Edge is not null)
            {
                throw new NotSupportedException($"linalg.{name} has no gradient here; detach its input, or use cholesky.");
            }
        }

        /// <summary>One in a triangle, the given value on the diagonal, zero elsewhere.</summary>
        private static unsafe Tensor Triangle(long size, bool upper, float diagonal)
        {
            Tensor result = zeros(size, size);
            float* to = result.Floats();
            for (long i = 0; i < size; i++)
            {
                new Span<float>(to + (i * size) + (upper ? i : 0), (int)(upper ? size - i : i + 1)).Fill(1);
                to[(i * size) + i] = diagonal;
            }

            return result;
        }
    }

    /// <summary>The distances between the rows of two matrices: [*, n, d] and [*, m, d] → [*, n, m]; the gradient at distance 0 is 0.</summary>
    /// <param name="x1">The first rows.</param>
    /// <param name="x2">The second rows.</param>
    /// <param name="p">Which norm.</param>
    public static Tensor cdist(Tensor x1, Tensor x2, double p = 2.0)
    {
        using DisposeScope scope = NewDisposeScope();
        if (p != 2)
        {
            return scope.MoveToOuter(x1.unsqueeze(-2).sub(x2.unsqueeze(-3)).norm(-1, p: (float)p));
        }

        Tensor result;
        using (no_grad())
        {
            result = Distances(x1, x2);
        }

        return scope.MoveToOuter(Recorder.Record(Operation.Distance, result, [x1, x2], [x1, x2, result], static (g, n) =>
        {
            Tensor x = n.Saved(0), y = n.Saved(1), distance = n.Saved(2);
            Tensor ratio = g.div(distance).masked_fill(distance.eq(0), 0), across = ratio.transpose(-2, -1);
            return
            [
                n.Needs(0) ? x.mul(ratio.sum(-1, keepdim: true)).sub(ratio.matmul(y)) : null,
                n.Needs(1) ? y.mul(across.sum(-1, keepdim: true)).sub(across.matmul(x)) : null,
            ];
        }));
    }

    // As in PyTorch: few rows by their differences, many by a product.
    private static Tensor Distances(Tensor x, Tensor y)
    {
        if (x.Sizes[^2] <= 25 && y.Sizes[^2] <= 25)
        {
            return x.unsqueeze(-2).sub(y.unsqueeze(-3)).norm(-1);
        }

        Tensor first = x.pow(2).sum(-1, keepdim: true), second = y.pow(2).sum(-1, keepdim: true).transpose(-2, -1);
        return x.matmul(y.transpose(-2, -1)).mul(-2).add(first).add(second).clamp_min(0).sqrt();
    }
}
