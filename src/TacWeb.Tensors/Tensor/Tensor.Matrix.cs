using TacWeb.Tensors.Autograd;
using TacWeb.Tensors.Kernels;
using TacWeb.Tensors.Memory;

namespace TacWeb.Tensors;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The product of two matrices: [m,k]·[k,n] → [m,n]. Transposed views cost nothing.</summary>
        public Tensor mm(Tensor target)
        {
            Require(Sizes.Length == 2 && target.Sizes.Length == 2 && Sizes[1] == target.Sizes[0], target);
            Tensor result = Empty([Sizes[0], target.Sizes[1]], ScalarType.Float32);
            Products.Multiply(this, target, result, accumulate: false);
            return Recorder.Record(Operation.MatrixProduct, result, [this, target], [this, target],
                static (g, n) => [n.Needs(0) ? g.mm(n.Saved(1).t()) : null, n.Needs(1) ? n.Saved(0).t().mm(g) : null]);
        }

        /// <summary>The products of pairs of matrices: [b,m,k]·[b,k,n] → [b,m,n].</summary>
        public Tensor bmm(Tensor batch2)
        {
            Require(Sizes.Length == 3 && batch2.Sizes.Length == 3 && Sizes[0] == batch2.Sizes[0] && Sizes[2] == batch2.Sizes[1], batch2);
            Tensor result = Empty([Sizes[0], Sizes[1], batch2.Sizes[2]], ScalarType.Float32);
            for (long i = 0; i < Sizes[0]; i++)
            {
                Products.Multiply(this, batch2, result, i);
            }

            return Recorder.Record(Operation.BatchedMatrixProduct, result, [this, batch2], [this, batch2],
                static (g, n) => [n.Needs(0) ? g.bmm(n.Saved(1).transpose(1, 2)) : null, n.Needs(1) ? n.Saved(0).transpose(1, 2).bmm(g) : null]);
        }

        /// <summary>The matrix product with PyTorch's rules: vectors and stacks of matrices too, leading dimensions broadcast.</summary>
        public Tensor matmul(Tensor target)
        {
            using DisposeScope scope = NewDisposeScope();
            Require(Sizes.Length > 0 && target.Sizes.Length > 0, target);
            if (Sizes.Length == 1 || target.Sizes.Length == 1)
            {
                Tensor left = Sizes.Length == 1 ? unsqueeze(0) : this, right = target.Sizes.Length == 1 ? target.unsqueeze(1) : target;
                Tensor product = left.matmul(right);
                product = target.Sizes.Length == 1 ? product.squeeze(-1) : product;
                return scope.MoveToOuter(Sizes.Length == 1 ? product.squeeze(target.Sizes.Length == 1 ? -1 : -2) : product);
            }

            if (Sizes.Length == 2 && target.Sizes.Length == 2)
            {
                return scope.MoveToOuter(mm(target));
            }

            if (target.Sizes.Length == 2)
            {
                return scope.MoveToOuter(reshape(-1, Sizes[^1]).mm(target).reshape([.. Sizes[..^1], target.Sizes[1]]));
            }

            long[] batch = Shapes.Broadcast(Sizes.AsSpan()[..^2], target.Sizes.AsSpan()[..^2]);
            Tensor first = expand([.. batch, .. Sizes[^2..]]).reshape(-1, Sizes[^2], Sizes[^1]);
            Tensor second = target.expand([.. batch, .. target.Sizes[^2..]]).reshape(-1, target.Sizes[^2], target.Sizes[^1]);
            return scope.MoveToOuter(first.bmm(second).reshape([.. batch, Sizes[^2], target.Sizes[^1]]));
        }

        /// <summary>beta · this + alpha · mat1·mat2.</summary>
        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1)
        {
            using DisposeScope scope = NewDisposeScope();
            return scope.MoveToOuter(mul(beta).add(mat1.mm(mat2), alpha));
        }

        /// <summary>The sum of the products of two vectors' elements.</summary>
        public Tensor dot(Tensor target)
        {
            Require(Sizes.Length == 1 && target.Sizes.Length == 1, target);
            return matmul(target);
        }

        private void Require(bool fits, Tensor other)
        {
            if (!fits)
            {
                throw new ArgumentException($"The shapes [{Shapes.Text(Sizes)}] and [{Shapes.Text(other.Sizes)}] cannot be multiplied.");
            }
        }
    }
}
