using TacWeb.Tensors.Autograd;
using TacWeb.Tensors.Kernels;
using TacWeb.Tensors.Memory;

namespace TacWeb.Tensors;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The k largest or smallest elements along a dimension, best first, and their positions; ties by the smaller position.</summary>
        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true)
        {
            int at = Shapes.Dimension(dim, Sizes.Length);
            if (k < 0 || k > Size(at))
            {
                throw new ArgumentOutOfRangeException(nameof(k), k, $"A dimension of size {Size(at)} has no {k} best.");
            }

            return Ranked(at, k, largest);
        }

        /// <summary>The elements in order along a dimension and their former positions; equal elements keep their order.</summary>
        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false)
        {
            int at = Shapes.Dimension(dim, Sizes.Length);
            return Ranked(at, (int)Size(at), descending);
        }

        /// <summary>The positions that put the elements in order along a dimension; equal elements keep their order.</summary>
        public Tensor argsort(long dim = -1, bool descending = false)
        {
            (Tensor values, Tensor positions) = sort(dim, descending);
            values.Dispose();
            return positions;
        }

        private unsafe (Tensor Values, Tensor Positions) Ranked(int dimension, int k, bool largest)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor rows = to(ScalarType.Float32).LastDimension(dimension);
            long count = Size(dimension);
            long[] sizes = rows.Sizes.Length == 0 ? [k] : [.. rows.Sizes[..^1], k];
            Tensor positions = Empty(sizes, ScalarType.Int64), values = Empty(sizes, ScalarType.Float32);
            TopK.Select(rows.Floats(), values.Floats(), positions.Longs(), count == 0 ? 0 : rows.numel() / count, checked((int)count), k, largest);
            if (Sizes.Length > 1)
            {
                positions = FromLastDimension(positions, dimension);
                values = FromLastDimension(values, dimension);
            }

            // Through gather where a gradient is needed, and for integers beyond the precision of floats.
            bool plain = dtype == ScalarType.Float32 && (Edge is null || !GradMode.IsEnabled);
            return scope.MoveToOuter(plain || Sizes.Length == 0 ? values : gather(dimension, positions), positions);
        }
    }
}
