using TacWeb.Tensors.Autograd;
using TacWeb.Tensors.Kernels;

namespace TacWeb.Tensors;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The sum with a tensor, broadcast.</summary>
        public Tensor add(Tensor target) => add(target, 1);

        /// <summary>This plus alpha times a tensor, broadcast.</summary>
        public Tensor add(Tensor target, Scalar alpha) => AddScaled(target, alpha, Operation.Add);

        /// <summary>The sum with a number.</summary>
        public Tensor add(Scalar scalar) => Affine(Operation.AddScalar, 1, scalar);

        /// <summary>The difference from a tensor, broadcast.</summary>
        public Tensor sub(Tensor target) => AddScaled(target, -1, Operation.Subtract);

        /// <summary>This minus alpha times a tensor, broadcast.</summary>
        public Tensor sub(Tensor target, Scalar alpha) => AddScaled(target, alpha.IsReal ? -alpha.AsDouble : -alpha.AsInt64, Operation.Subtract);

        /// <summary>The difference from a number.</summary>
        public Tensor sub(Scalar scalar) => Affine(Operation.AddScalar, 1, scalar.IsReal ? -scalar.AsDouble : -scalar.AsInt64);

        /// <summary>The product with a tensor, broadcast, element by element.</summary>
        public Tensor mul(Tensor target)
        {
            if (IsMixed(target))
            {
                return Mixed(target, static (x, y) => x.mul(y), static (a, b) => a * b);
            }

            long[] own = Sizes, other = target.Sizes;
            return Recorder.Record(Operation.Multiply, Elementwise.Binary(this, target, default(MultiplyFunction)), [this, target], [this, target],
                (g, n) => [n.Needs(0) ? g.mul(n.Saved(1)).SumTo(own) : null, n.Needs(1) ? g.mul(n.Saved(0)).SumTo(other) : null]);
        }

        /// <summary>The product with a number.</summary>
        public Tensor mul(Scalar scalar) => Affine(Operation.MultiplyScalar, scalar, 0);

        /// <summary>The quotient by a tensor, broadcast; integers become floats.</summary>
        public Tensor div(Tensor target)
        {
            if (IsMixed(target))
            {
                using DisposeScope scope = NewDisposeScope();
                return scope.MoveToOuter(to(ScalarType.Float32).div(target.to(ScalarType.Float32)));
            }

            long[] own = Sizes, other = target.Sizes;
            return Recorder.Record(Operation.Divide, Elementwise.Binary(this, target, default(DivideFunction)), [this, target], [this, target],
                (g, n) =>
                [
                    n.Needs(0) ? g.div(n.Saved(1)).SumTo(own) : null,
                    n.Needs(1) ? g.mul(n.Saved(0)).div(n.Saved(1).pow(2)).neg().SumTo(other) : null,
                ]);
        }

        /// <summary>The quotient by a number; integers become floats.</summary>
        public Tensor div(Scalar target)
        {
            using Tensor real = to(ScalarType.Float32);
            return real.Affine(Operation.MultiplyScalar, 1 / target.AsDouble, 0);
        }

        /// <summary>The negative.</summary>
        public Tensor neg() => mul(-1);

        /// <summary>The power with a fixed exponent.</summary>
        public Tensor pow(Scalar exponent)
        {
            double p = exponent.AsDouble;
            Tensor result = p switch
            {
                2 => Elementwise.Unary(this, default(SquareFunction)),
                1 => Elementwise.Unary(this, default(IdentityFunction)),
                0 => Elementwise.Unary(this, new ConstantFunction(1)),
                0.5 => Elementwise.Unary(this, default(SqrtFunction)),
                -1 => Elementwise.Unary(this, default(ReciprocalFunction)),
                _ => Elementwise.Unary(this, new PowFunction((float)p)),
            };
            return Recorder.Record(Operation.PowScalar, result, [this], [this],
                (g, n) => [p == 0 ? zeros_like(g) : g.mul(n.Saved(0).pow(p - 1).mul(p))]);
        }

        /// <summary>The square.</summary>
        public Tensor square() => pow(2);

        /// <summary>The reciprocal.</summary>
        public Tensor reciprocal() => pow(-1);

        /// <summary>The reciprocal of the square root.</summary>
        public Tensor rsqrt()
        {
            using Tensor root = sqrt();
            return root.pow(-1);
        }

        /// <summary>The exponential.</summary>
        public Tensor exp() => Unary(Operation.Exp, default(ExpFunction), keepResult: true, static (g, n) => [g.mul(n.Saved(0))]);

        /// <summary>The natural logarithm.</summary>
        public Tensor log() => Unary(Operation.Log, default(LogFunction), keepResult: false, static (g, n) => [g.div(n.Saved(0))]);

        /// <summary>The square root.</summary>
        public Tensor sqrt() => Unary(Operation.Sqrt, default(SqrtFunction), keepResult: true, static (g, n) => [g.div(n.Saved(0).mul(2))]);

        /// <summary>The absolute value; its derivative at 0 is 0.</summary>
        public Tensor abs() => Unary(Operation.Abs, default(AbsFunction), keepResult: false, static (g, n) => [g.mul(n.Saved(0).sign())]);

        /// <summary>−1, 0 or 1; its derivative is 0.</summary>
        public Tensor sign() => Elementwise.Unary(this, default(SignFunction));

        /// <summary>The positive part; its derivative at 0 is 0.</summary>
        public Tensor relu() => Unary(Operation.Relu, new ReluFunction(0), keepResult: true,
            static (g, n) => [g.mul(Elementwise.Unary(n.Saved(0), new PositiveFunction(0)))]);

        /// <summary>1/(1 + e^−x).</summary>
        public Tensor sigmoid() => Unary(Operation.Sigmoid, default(SigmoidFunction), keepResult: true,
            static (g, n) => [g.mul(n.Saved(0).mul(n.Saved(0).neg().add(1)))]);

        /// <summary>The hyperbolic tangent.</summary>
        public Tensor tanh() => Unary(Operation.Tanh, default(TanhFunction), keepResult: true,
            static (g, n) => [g.mul(n.Saved(0).pow(2).neg().add(1))]);

        /// <summary>The error function, 2/√π·∫₀ˣ e^−t² dt.</summary>
        public Tensor erf() => Unary(Operation.Erf, default(ErfFunction), keepResult: false,
            static (g, n) => [g.mul(n.Saved(0).pow(2).neg().exp().mul(2 / Math.Sqrt(Math.PI)))]);

        /// <summary>x·Φ(x), Φ the normal distribution function.</summary>
        internal Tensor Gelu() => Unary(Operation.Gelu, default(GeluFunction), keepResult: false, static (g, n) => [g.mul(n.Saved(0).GeluSlope())]);

        /// <summary>Values below min become min, values above max become max; the derivative is 1 from min to max, else 0.</summary>
        public Tensor clamp(Scalar? min = null, Scalar? max = null)
        {
            float low = min?.AsSingle ?? float.NegativeInfinity, high = max?.AsSingle ?? float.PositiveInfinity;
            return Unary(Operation.Clamp, new ClampFunction(low, high), keepResult: false,
                (g, n) => [g.mul(Elementwise.Unary(n.Saved(0), new InsideFunction(low, high)))]);
        }

        /// <summary>Values below min become min.</summary>
        public Tensor clamp_min(Scalar min) => clamp(min, null);

        /// <summary>Values above max become max.</summary>
        public Tensor clamp_max(Scalar max) => clamp(null, max);

        /// <summary>The larger of each pair, broadcast; ties share the gradient.</summary>
        public Tensor maximum(Tensor other)
            => Choose(Operation.Maximum, other, Elementwise.Binary(this, other, default(MaximumFunction)), static (x, y) => x.gt(y));

        /// <summary>The smaller of each pair, broadcast; ties share the gradient.</summary>
        public Tensor minimum(Tensor other)
            => Choose(Operation.Minimum, other, Elementwise.Binary(this, other, default(MinimumFunction)), static (x, y) => x.lt(y));

        /// <summary>x for positive values, slope·x for others.</summary>
        internal Tensor LeakyRelu(float slope) => Unary(Operation.LeakyRelu, new ReluFunction(slope), keepResult: false,
            (g, n) => [g.mul(Elementwise.Unary(n.Saved(0), new PositiveFunction(slope)))]);

        /// <summary>ln(1 + e^βx)/β, x itself where βx is above the threshold.</summary>
        internal Tensor Softplus(double beta, double threshold) => Unary(Operation.Softplus, new SoftplusFunction((float)beta, (float)threshold), keepResult: false,
            (g, n) => [g.mul(n.Saved(0).mul(beta).sigmoid())]);

        /// <summary>Φ(x) + x·φ(x); its own derivative is (2 − x²)·φ(x).</summary>
        private Tensor GeluSlope() => Unary(Operation.GeluSlope, default(GeluSlopeFunction), keepResult: false,
            static (g, n) => [g.mul(n.Saved(0).pow(2).neg().add(2).mul(n.Saved(0).pow(2).mul(-0.5).exp()).mul(1 / Math.Sqrt(2 * Math.PI)))]);

        private Tensor Unary<TFunction>(Operation operation, TFunction function, bool keepResult, Backward backward)
            where TFunction : struct, IUnary
        {
            Tensor result = Elementwise.Unary(this, function);
            return Recorder.Record(operation, result, [this], [keepResult ? result : this], backward);
        }

        private Tensor AddScaled(Tensor target, Scalar alpha, Operation operation)
        {
            if (IsMixed(target))
            {
                double a = alpha.AsDouble;
                return Mixed(target, (x, y) => x.add(y, a), (x, y) => x + ((long)a * y));
            }

            float scale = alpha.AsSingle;
            long[] own = Sizes, other = target.Sizes;
            return Recorder.Record(operation, Elementwise.Binary(this, target, new AddFunction(scale)), [this, target], [],
                (g, n) => [n.Needs(0) ? g.SumTo(own) : null, n.Needs(1) ? (scale == 1 ? g : g.mul(scale)).SumTo(other) : null]);
        }

        private Tensor Affine(Operation operation, Scalar scale, Scalar shift)
        {
            if (dtype != ScalarType.Float32)
            {
                ScalarType type = Memory.Types.Promote(Memory.Types.Promote(dtype, scale), shift);
                using DisposeScope scope = NewDisposeScope();
                return scope.MoveToOuter(type == ScalarType.Float32
                    ? to(type).Affine(operation, scale, shift)
                    : Integers.Unary(to(ScalarType.Int64), x => (x * scale.AsInt64) + shift.AsInt64));
            }

            float factor = scale.AsSingle;
            return Recorder.Record(operation, Elementwise.Unary(this, new AffineFunction(factor, shift.AsSingle)), [this], [],
                (g, _) => [factor == 1 ? g : g.mul(factor)]);
        }

        private Tensor Choose(Operation operation, Tensor other, Tensor result, Func<Tensor, Tensor, Tensor> better)
        {
            long[] own = Sizes, others = other.Sizes;
            return Recorder.Record(operation, result, [this, other], [this, other], (g, n) =>
            {
                Tensor x = n.Saved(0), y = n.Saved(1);
                Tensor first = better(x, y).to(ScalarType.Float32).add(x.eq(y).to(ScalarType.Float32).mul(0.5));
                return [n.Needs(0) ? g.mul(first).SumTo(own) : null, n.Needs(1) ? g.mul(first.neg().add(1)).SumTo(others) : null];
            });
        }

        private bool IsMixed(Tensor other) => dtype != ScalarType.Float32 || other.dtype != ScalarType.Float32;

        private Tensor Mixed(Tensor other, Func<Tensor, Tensor, Tensor> floats, Func<long, long, long> integers)
        {
            using DisposeScope scope = NewDisposeScope();
            ScalarType type = Memory.Types.Promote(dtype, other.dtype);
            return scope.MoveToOuter(type == ScalarType.Float32
                ? floats(to(type), other.to(type))
                : Integers.Binary(to(ScalarType.Int64), other.to(ScalarType.Int64), integers));
        }
    }
}
