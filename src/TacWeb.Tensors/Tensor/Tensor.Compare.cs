using TacWeb.Tensors.Autograd;
using TacWeb.Tensors.Kernels;
using TacWeb.Tensors.Memory;

namespace TacWeb.Tensors;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Where the pairs are equal.</summary>
        public Tensor eq(Tensor target) => Integers.Compare(this, target, static (a, b) => a == b, static (a, b) => a == b);

        /// <summary>Where the elements equal a number.</summary>
        public Tensor eq(Scalar target) => With(target, static (x, y) => x.eq(y));

        /// <summary>Where the pairs differ.</summary>
        public Tensor ne(Tensor target) => Integers.Compare(this, target, static (a, b) => a != b, static (a, b) => a != b);

        /// <summary>Where the elements differ from a number.</summary>
        public Tensor ne(Scalar target) => With(target, static (x, y) => x.ne(y));

        /// <summary>Where the first of a pair is smaller.</summary>
        public Tensor lt(Tensor target) => Integers.Compare(this, target, static (a, b) => a < b, static (a, b) => a < b);

        /// <summary>Where the elements are below a number.</summary>
        public Tensor lt(Scalar target) => With(target, static (x, y) => x.lt(y));

        /// <summary>Where the first of a pair is smaller or equal.</summary>
        public Tensor le(Tensor target) => Integers.Compare(this, target, static (a, b) => a <= b, static (a, b) => a <= b);

        /// <summary>Where the elements are at most a number.</summary>
        public Tensor le(Scalar target) => With(target, static (x, y) => x.le(y));

        /// <summary>Where the first of a pair is larger.</summary>
        public Tensor gt(Tensor target) => Integers.Compare(this, target, static (a, b) => a > b, static (a, b) => a > b);

        /// <summary>Where the elements are above a number.</summary>
        public Tensor gt(Scalar target) => With(target, static (x, y) => x.gt(y));

        /// <summary>Where the first of a pair is larger or equal.</summary>
        public Tensor ge(Tensor target) => Integers.Compare(this, target, static (a, b) => a >= b, static (a, b) => a >= b);

        /// <summary>Where the elements are at least a number.</summary>
        public Tensor ge(Scalar target) => With(target, static (x, y) => x.ge(y));

        /// <summary>Where both masks hold.</summary>
        public Tensor logical_and(Tensor other) => Integers.Logical(this, other, static (a, b) => a && b);

        /// <summary>Where at least one mask holds.</summary>
        public Tensor logical_or(Tensor other) => Integers.Logical(this, other, static (a, b) => a || b);

        /// <summary>Where the mask does not hold.</summary>
        public Tensor logical_not() => Integers.Logical(this, this, static (a, _) => !a);

        /// <summary>Where the elements are not a number.</summary>
        public Tensor isnan() => ne(this);

        /// <summary>Where the elements are neither infinite nor NaN.</summary>
        public Tensor isfinite() => Integers.Compare(this, this, static (a, _) => float.IsFinite(a), static (_, _) => true);

        /// <summary>Whether all elements are nonzero: one truth value.</summary>
        public Tensor all() => Truth(!Values().Contains((byte)0));

        /// <summary>Whether any element is nonzero: one truth value.</summary>
        public Tensor any() => Truth(Values().Contains((byte)1));

        /// <summary>Whether the shapes and all elements agree.</summary>
        public bool equal(Tensor target)
        {
            using DisposeScope scope = NewDisposeScope();
            return Sizes.AsSpan().SequenceEqual(target.Sizes) && eq(target).all().item<bool>();
        }

        /// <summary>Whether all pairs differ by at most atol + rtol·|target|.</summary>
        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false)
        {
            using DisposeScope scope = NewDisposeScope();
            return Integers.Compare(
                this,
                target,
                (a, b) => a == b || Math.Abs(a - (double)b) <= atol + (rtol * Math.Abs(b)) || (equal_nan && float.IsNaN(a) && float.IsNaN(b)),
                (a, b) => Math.Abs(a - b) <= atol + (rtol * Math.Abs(b))).all().item<bool>();
        }

        /// <summary>The elements of this where the condition holds, else those of y; broadcast.</summary>
        public Tensor where(Tensor condition, Tensor y)
        {
            using DisposeScope scope = NewDisposeScope();
            ScalarType type = Types.Promote(dtype, y.dtype);
            Tensor first = to(type), second = y.to(type);
            long[] sizes = Shapes.Broadcast(Shapes.Broadcast(Sizes, y.Sizes), condition.Sizes), own = Sizes, other = y.Sizes;
            Tensor result = Masking.Where(condition.expand(sizes), first.expand(sizes), second.expand(sizes));
            return scope.MoveToOuter(Recorder.Record(Operation.Where, result, [first, second], [condition], (g, n) =>
            [
                n.Needs(0) ? g.masked_fill(n.Saved(0).logical_not(), 0).SumTo(own) : null,
                n.Needs(1) ? g.masked_fill(n.Saved(0), 0).SumTo(other) : null,
            ]));
        }

        /// <summary>A copy with a value where the mask holds.</summary>
        public Tensor masked_fill(Tensor mask, Scalar value)
        {
            using DisposeScope scope = NewDisposeScope();
            long[] sizes = Shapes.Broadcast(Sizes, mask.Sizes), own = Sizes;
            Tensor filled = full([], value, dtype);
            Tensor result = Masking.Where(mask.expand(sizes), filled.expand(sizes), expand(sizes));
            return scope.MoveToOuter(Recorder.Record(Operation.MaskedFill, result, [this], [mask], (g, n) => [g.masked_fill(n.Saved(0), 0).SumTo(own)]));
        }

        private Tensor With(Scalar scalar, Func<Tensor, Tensor, Tensor> compare)
        {
            using Tensor other = full([], scalar, Types.Promote(dtype, scalar));
            return compare(this, other);
        }

        private byte[] Values()
        {
            using Tensor truth = to(ScalarType.Bool);
            using Tensor flat = truth.contiguous();
            return flat.bytes.ToArray();
        }

        private static Tensor Truth(bool value) => full([], value, ScalarType.Bool);
    }
}
