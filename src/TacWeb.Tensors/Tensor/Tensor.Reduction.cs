using TacWeb.Tensors.Autograd;
using TacWeb.Tensors.Kernels;
using TacWeb.Tensors.Memory;

namespace TacWeb.Tensors;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The sum of all elements.</summary>
        /// <remarks>C# reads <c>sum(0)</c> as this overload with the type Byte, in TorchSharp too: it is refused here; write <c>sum(0L)</c>.</remarks>
        public Tensor sum(ScalarType? type = null) => type == ScalarType.Byte
            ? throw new NotSupportedException("sum(0) asks for elements of type Byte; for the first dimension write sum(0L) or sum(dim: 0).")
            : sum(AllDimensions(), false, type);

        /// <summary>The sums along one dimension.</summary>
        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => sum([dim], keepdim, type);

        /// <summary>The sums along several dimensions. Integers and truth values give Int64.</summary>
        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null)
        {
            int[] dims = Sorted(dim);
            if (dtype != ScalarType.Float32 || type == ScalarType.Int64)
            {
                return SumIntegers(dims, keepdim, type);
            }

            long[] own = Sizes, kept = Kept(dims);
            Tensor result = Reduce(dims, keepdim, default(IdentityFunction));
            return Recorder.Record(Operation.Sum, result, [this], [], (g, _) => [g.reshape(kept).expand(own)]);
        }

        /// <summary>The mean of all elements.</summary>
        public Tensor mean() => mean(AllDimensions());

        /// <summary>The means along several dimensions.</summary>
        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null)
        {
            long count = Sorted(dimensions).Aggregate(1L, (product, d) => product * Sizes[d]);
            using Tensor real = to(type ?? ScalarType.Float32);
            using Tensor total = real.sum(dimensions, keepdim);
            return total.mul(1.0 / count);
        }

        /// <summary>The variance of all elements; by default the unbiased one.</summary>
        public Tensor var(bool unbiased = true) => var(AllDimensions(), unbiased);

        /// <summary>The variances along one dimension; by default the unbiased ones.</summary>
        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var([dim], unbiased, keepdim, type);

        /// <summary>The variances along several dimensions; by default the unbiased ones.</summary>
        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
        {
            using DisposeScope scope = NewDisposeScope();
            long count = Sorted(dimensions).Aggregate(1L, (product, d) => product * Sizes[d]);
            Tensor squares = sub(mean(dimensions, keepdim: true)).pow(2);
            return scope.MoveToOuter(squares.sum(dimensions, keepdim).mul(1.0 / (unbiased ? count - 1 : count)));
        }

        /// <summary>The standard deviation of all elements; by default the unbiased one.</summary>
        public Tensor std(bool unbiased = true)
        {
            using Tensor variance = var(unbiased);
            return variance.sqrt();
        }

        /// <summary>The standard deviations along one dimension; by default the unbiased ones.</summary>
        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
        {
            using Tensor variance = var(dim, unbiased, keepdim, type);
            return variance.sqrt();
        }

        /// <summary>The largest element; ties share the gradient.</summary>
        public Tensor max() => amax(AllDimensions());

        /// <summary>The smallest element; ties share the gradient.</summary>
        public Tensor min()
        {
            using Tensor negative = neg();
            using Tensor largest = negative.max();
            return largest.neg();
        }

        /// <summary>The largest elements along a dimension and their first positions.</summary>
        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => Extreme(dim, keepdim, largest: true);

        /// <summary>The smallest elements along a dimension and their first positions.</summary>
        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => Extreme(dim, keepdim, largest: false);

        /// <summary>The largest elements along several dimensions; ties share the gradient.</summary>
        public Tensor amax(ReadOnlySpan<long> dims, bool keepdim = false)
        {
            int[] dimensions = Sorted(dims);
            long[] kept = Kept(dimensions);
            Tensor result = Largest(dimensions, keepdim ? kept : Dropped(dimensions));
            return Recorder.Record(Operation.Amax, result, [this], [this, result], (g, n) =>
            {
                Tensor mask = n.Saved(0).eq(n.Saved(1).reshape(kept)).to(ScalarType.Float32);
                Tensor ties = mask.sum([.. dimensions.Select(d => (long)d)], keepdim: true);
                return [g.reshape(kept).div(ties).mul(mask)];
            });
        }

        /// <summary>The first position of the largest element, in row-major order.</summary>
        public Tensor argmax()
        {
            using Tensor flat = reshape(-1);
            return flat.argmax(0);
        }

        /// <summary>The first positions of the largest elements along a dimension.</summary>
        public Tensor argmax(long dim, bool keepdim = false) => Position(dim, keepdim, largest: true);

        /// <summary>The first position of the smallest element, in row-major order.</summary>
        public Tensor argmin()
        {
            using Tensor flat = reshape(-1);
            return flat.argmin(0);
        }

        /// <summary>The first positions of the smallest elements along a dimension.</summary>
        public Tensor argmin(long dim, bool keepdim = false) => Position(dim, keepdim, largest: false);

        /// <summary>ln Σ exp along a dimension, without overflow.</summary>
        public unsafe Tensor logsumexp(long dim, bool keepdim = false)
        {
            int at = Shapes.Dimension(dim, Sizes.Length);
            long[] kept = Kept([at]);
            using Tensor rows = LastDimension(at);
            Tensor result = Empty(keepdim ? kept : Dropped([at]), ScalarType.Float32);
            SoftmaxRows.LogSumExp(rows.Floats(), result.Floats(), result.numel(), (int)Size(at));
            return Recorder.Record(Operation.LogSumExp, result, [this], [this, result],
                (g, n) => [g.reshape(kept).mul(n.Saved(0).sub(n.Saved(1).reshape(kept)).exp())]);
        }

        /// <summary>exp(x)/Σ exp along a dimension.</summary>
        public Tensor softmax(long dim, ScalarType? dtype = null)
        {
            long at = Shapes.Dimension(dim, Sizes.Length);
            Tensor result = SoftmaxAlong((int)at, logarithm: false);
            return Recorder.Record(Operation.Softmax, result, [this], [result], (g, n) =>
            {
                Tensor weighted = g.mul(n.Saved(0));
                return [weighted.sub(n.Saved(0).mul(weighted.sum(at, keepdim: true)))];
            });
        }

        /// <summary>x − ln Σ exp along a dimension.</summary>
        public Tensor log_softmax(long dim, ScalarType? dtype = null)
        {
            long at = Shapes.Dimension(dim, Sizes.Length);
            Tensor result = SoftmaxAlong((int)at, logarithm: true);
            return Recorder.Record(Operation.LogSoftmax, result, [this], [result],
                (g, n) => [g.sub(n.Saved(0).exp().mul(g.sum(at, keepdim: true)))]);
        }

        /// <summary>The Euclidean norm of all elements; its gradient at 0 is 0.</summary>
        public Tensor norm(float p = 2.0f) => NormAlong(AllDimensions(), false, p);

        /// <summary>The norms along one dimension; the gradient at 0 is 0.</summary>
        public Tensor norm(int dim, bool keepdim = false, float p = 2.0f) => NormAlong([dim], keepdim, p);

        /// <summary>The sums of the elements up to each position of a dimension.</summary>
        public unsafe Tensor cumsum(long dim, ScalarType? type = null)
        {
            int at = Shapes.Dimension(dim, Sizes.Length);
            if (dtype != ScalarType.Float32)
            {
                return CumulativeIntegers(at);
            }

            using Tensor rows = LastDimension(at);
            using Tensor sums = Empty(rows.Sizes, ScalarType.Float32);
            Scanning.CumulativeSum(rows.Floats(), sums.Floats(), sums.numel() / Math.Max(1, Size(at)), Size(at));
            Tensor result = FromLastDimension(sums, at);

            // The gradient of position i sums what follows it: the total minus what lies before.
            return Recorder.Record(Operation.CumulativeSum, result, [this], [], (g, _) => [g.sum(at, keepdim: true).sub(g.cumsum(at)).add(g)]);
        }

        private long Size(int dimension) => Sizes.Length == 0 ? 1 : Sizes[dimension];

        private long[] AllDimensions() => [.. Enumerable.Range(0, Sizes.Length).Select(d => (long)d)];

        private int[] Sorted(ReadOnlySpan<long> dims)
        {
            // No dimensions named means all, as in PyTorch.
            int[] result = dims.Length == 0 ? [.. Enumerable.Range(0, Sizes.Length)] : new int[dims.Length];
            for (int i = 0; i < dims.Length; i++)
            {
                result[i] = Shapes.Dimension(dims[i], Sizes.Length);
            }

            Array.Sort(result);
            return Sizes.Length == 0 ? [] : result;
        }

        private long[] Kept(int[] dims) => [.. Sizes.Select((size, d) => dims.Contains(d) ? 1 : size)];

        private long[] Dropped(int[] dims) => [.. Sizes.Where((_, d) => !dims.Contains(d))];

        private unsafe Tensor Reduce<TFunction>(int[] dims, bool keepdim, TFunction function)
            where TFunction : struct, IUnary
        {
            Tensor result = Empty(keepdim ? Kept(dims) : Dropped(dims), ScalarType.Float32);
            using Tensor arranged = Reduction.Arrange(this, dims, out long outer, out long reduced, out long inner);
            Reduction.Sum(arranged.Floats(), result.Floats(), outer, reduced, inner, function);
            return result;
        }

        private unsafe Tensor SumIntegers(int[] dims, bool keepdim, ScalarType? type)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor result = zeros(keepdim ? Kept(dims) : Dropped(dims), ScalarType.Int64);
            Tensor arranged = Reduction.Arrange(to(ScalarType.Int64), dims, out long outer, out long reduced, out long inner);
            Scanning.SumIntegers(arranged.Longs(), result.Longs(), outer, reduced, inner);
            return scope.MoveToOuter(result.to(type ?? ScalarType.Int64));
        }

        private unsafe Tensor Largest(int[] dims, long[] sizes)
        {
            Tensor result = Empty(sizes, ScalarType.Float32);
            using Tensor arranged = Reduction.Arrange(this, dims, out long outer, out long reduced, out long inner);
            using Tensor positions = Empty(sizes, ScalarType.Int64);
            RequireSome(reduced);
            Reduction.Extreme(arranged.Floats(), result.Floats(), positions.Longs(), outer, reduced, inner, largest: true);
            return result;
        }

        private (Tensor Values, Tensor Positions) Extreme(long dim, bool keepdim, bool largest)
        {
            int at = Shapes.Dimension(dim, Sizes.Length);
            Tensor positions = Position(dim, keepdim: true, largest);
            using DisposeScope scope = NewDisposeScope();
            Tensor values = gather(at, positions);
            return (scope.MoveToOuter(keepdim ? values : values.squeeze(at)), keepdim ? positions : Squeezed(positions, at, scope));
        }

        private static Tensor Squeezed(Tensor positions, int at, DisposeScope scope)
        {
            Tensor result = scope.MoveToOuter(positions.squeeze(at));
            positions.Dispose();
            return result;
        }

        private unsafe Tensor Position(long dim, bool keepdim, bool largest)
        {
            int at = Shapes.Dimension(dim, Sizes.Length);
            using DisposeScope scope = NewDisposeScope();
            using GradMode mode = new(false);
            Tensor arranged = Reduction.Arrange(to(ScalarType.Float32), Sizes.Length == 0 ? [] : [at], out long outer, out long reduced, out long inner);
            Tensor result = Empty(keepdim ? Kept([at]) : Dropped([at]), ScalarType.Int64), values = Empty(result.Sizes, ScalarType.Float32);
            RequireSome(reduced);
            Reduction.Extreme(arranged.Floats(), values.Floats(), result.Longs(), outer, reduced, inner, largest);
            return scope.MoveToOuter(result);
        }

        private static void RequireSome(long reduced)
        {
            if (reduced == 0)
            {
                throw new ArgumentException("An extreme needs at least one element.");
            }
        }

        private Tensor NormAlong(long[] dims, bool keepdim, double p)
        {
            if (p != 2)
            {
                using DisposeScope scope = NewDisposeScope();
                return scope.MoveToOuter(p == 1 ? abs().sum(dims, keepdim) : abs().pow(p).sum(dims, keepdim).pow(1 / p));
            }

            int[] sorted = Sorted(dims);
            long[] kept = Kept(sorted);
            using Tensor squares = Reduce(sorted, keepdim, default(SquareFunction));
            Tensor result = Elementwise.Unary(squares, default(SqrtFunction));
            return Recorder.Record(Operation.Norm, result, [this], [this, result], (g, n) =>
            {
                Tensor length = n.Saved(1);
                Tensor ratio = g.div(length).masked_fill(length.eq(0), 0);
                return [n.Saved(0).mul(ratio.reshape(kept))];
            });
        }

        private unsafe Tensor SoftmaxAlong(int dimension, bool logarithm)
        {
            using Tensor rows = LastDimension(dimension);
            Tensor result = Empty(rows.Sizes, ScalarType.Float32);
            int count = (int)Size(dimension);
            long number = count == 0 ? 0 : rows.numel() / count;
            if (logarithm)
            {
                SoftmaxRows.LogSoftmax(rows.Floats(), result.Floats(), number, count);
            }
            else
            {
                SoftmaxRows.Softmax(rows.Floats(), result.Floats(), number, count);
            }

            if (dimension >= Sizes.Length - 1)
            {
                return result;
            }

            using Tensor moved = result;
            return FromLastDimension(moved, dimension);
        }

        /// <summary>The same elements, without gaps, with one dimension moved to the end; no history.</summary>
        private Tensor LastDimension(int dimension)
        {
            using GradMode mode = new(false);
            using Tensor moved = Sizes.Length < 2 ? alias() : transpose(dimension, Sizes.Length - 1);
            return moved.contiguous();
        }

        private static Tensor FromLastDimension(Tensor moved, int dimension)
        {
            using GradMode mode = new(false);
            using Tensor back = moved.Sizes.Length < 2 ? moved.alias() : moved.transpose(dimension, moved.Sizes.Length - 1);
            return back.contiguous();
        }

        private unsafe Tensor CumulativeIntegers(int dimension)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor rows = to(ScalarType.Int64).LastDimension(dimension);
            Tensor sums = Empty(rows.Sizes, ScalarType.Int64);
            Scanning.CumulativeSum(rows.Longs(), sums.Longs(), sums.numel() / Math.Max(1, Size(dimension)), Size(dimension));
            return scope.MoveToOuter(FromLastDimension(sums, dimension));
        }
    }
}
