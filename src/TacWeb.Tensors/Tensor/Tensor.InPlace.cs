using TacWeb.Tensors.Autograd;
using TacWeb.Tensors.Kernels;
using TacWeb.Tensors.Memory;

namespace TacWeb.Tensors;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Adds a tensor, broadcast, in place.</summary>
        public Tensor add_(Tensor target) => add_(target, 1);

        /// <summary>Adds alpha times a tensor, broadcast, in place.</summary>
        public Tensor add_(Tensor target, Scalar alpha) => Update(target, x => x.add(target, alpha), new AddFunction(alpha.AsSingle));

        /// <summary>Adds a number in place.</summary>
        public Tensor add_(Scalar scalar) => Update(x => x.add(scalar), new AffineFunction(1, scalar.AsSingle));

        /// <summary>Subtracts a tensor, broadcast, in place.</summary>
        public Tensor sub_(Tensor target) => Update(target, x => x.sub(target), new AddFunction(-1));

        /// <summary>Subtracts a number in place.</summary>
        public Tensor sub_(Scalar scalar) => Update(x => x.sub(scalar), new AffineFunction(1, -scalar.AsSingle));

        /// <summary>Multiplies by a tensor, broadcast, in place.</summary>
        public Tensor mul_(Tensor target) => Update(target, x => x.mul(target), default(MultiplyFunction));

        /// <summary>Multiplies by a number in place.</summary>
        public Tensor mul_(Scalar scalar) => Update(x => x.mul(scalar), new AffineFunction(scalar.AsSingle, 0));

        /// <summary>Divides by a tensor, broadcast, in place.</summary>
        public Tensor div_(Tensor target) => Update(target, x => x.div(target), default(DivideFunction));

        /// <summary>Divides by a number in place.</summary>
        public Tensor div_(Scalar scalar) => Update(x => x.div(scalar), new AffineFunction((float)(1 / scalar.AsDouble), 0));

        /// <summary>Replaces each element by its square root.</summary>
        public Tensor sqrt_() => Update(static x => x.sqrt(), default(SqrtFunction));

        /// <summary>Replaces each element by its exponential.</summary>
        public Tensor exp_() => Update(static x => x.exp(), default(ExpFunction));

        /// <summary>Replaces each element by its negative.</summary>
        public Tensor neg_() => Update(static x => x.neg(), new AffineFunction(-1, 0));

        /// <summary>Bounds each element in place.</summary>
        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Update(
            x => x.clamp(min, max), new ClampFunction(min?.AsSingle ?? float.NegativeInfinity, max?.AsSingle ?? float.PositiveInfinity));

        /// <summary>Writes a value where the mask holds.</summary>
        public Tensor masked_fill_(Tensor mask, Scalar value) => InPlace(x => x.masked_fill(mask, value), [], () =>
        {
            using Tensor filled = masked_fill(mask, value);
            Copying.Copy(filled, this);
        });

        /// <summary>Sets all elements to a value.</summary>
        public Tensor fill_(Scalar value)
        {
            RequireWritable();
            using Tensor one = Filled([], value, dtype);
            Copying.Copy(one, this);
            Edge = is_leaf ? Edge : null;
            return this;
        }

        /// <summary>Sets all elements to zero.</summary>
        public Tensor zero_() => fill_(0);

        /// <summary>Copies the elements of a tensor, broadcast and converted, into this one.</summary>
        public Tensor copy_(Tensor source, bool non_blocking = false) => InPlace(
            x => source.to(x.dtype).expand(x.Sizes).clone(), [source], () => Copying.Copy(source, this));

        private protected void RequireWritable()
        {
            if (GradMode.IsEnabled && Edge is not null && (is_leaf || IsView))
            {
                throw new InvalidOperationException("A leaf that requires a gradient, or a view with a history, cannot be changed in place; use no_grad().");
            }
        }

        private Tensor Update<TFunction>(Func<Tensor, Tensor> recorded, TFunction function)
            where TFunction : struct, IUnary
            => InPlace(recorded, [], () =>
            {
                if (dtype == ScalarType.Float32)
                {
                    Elementwise.Unary(this, this, function);
                    return;
                }

                using Tensor result = recorded(this);
                Copying.Copy(result, this);
            });

        private Tensor Update<TFunction>(Tensor other, Func<Tensor, Tensor> recorded, TFunction function)
            where TFunction : struct, IBinary
            => InPlace(recorded, [other], () =>
            {
                if (!IsMixed(other))
                {
                    Elementwise.Binary(this, other, this, function);
                    return;
                }

                using Tensor result = recorded(this);
                Copying.Copy(result, this);
            });

        /// <summary>Changes the memory; where a gradient is needed, through the recorded operation, whose history this tensor takes over.</summary>
        private Tensor InPlace(Func<Tensor, Tensor> recorded, ReadOnlySpan<Tensor?> others, Action plain)
        {
            if (!GradMode.IsEnabled || (Edge is null && !Recorder.AnyNeeds(others)))
            {
                plain();
                return this;
            }

            RequireWritable();
            if (IsView)
            {
                throw new InvalidOperationException("A view cannot be changed in place by values that require a gradient.");
            }

            using DisposeScope scope = NewDisposeScope();

            // On a copy, so that what the operation keeps is not overwritten.
            Tensor result = recorded(clone());
            Copying.Copy(result, this);
            Edge = result.Edge;
            return this;
        }
    }
}
