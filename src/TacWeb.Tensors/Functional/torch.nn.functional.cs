using TacWeb.Tensors.Autograd;
using TacWeb.Tensors.Kernels;
using TacWeb.Tensors.Memory;

namespace TacWeb.Tensors;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Layers and losses as plain functions.</summary>
        public static partial class functional
        {
            /// <summary>The positive part.</summary>
            public static Tensor relu(Tensor input, bool inplace = false) => input.relu();

            /// <summary>x for positive values, slope · x for others.</summary>
            public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01, bool inplace = false) => input.LeakyRelu((float)negative_slope);

            /// <summary>1/(1 + e^−x).</summary>
            public static Tensor sigmoid(Tensor input) => input.sigmoid();

            /// <summary>The hyperbolic tangent.</summary>
            public static Tensor tanh(Tensor input, bool inplace = false) => input.tanh();

            /// <summary>x·Φ(x), Φ the normal distribution function, exact.</summary>
            public static Tensor gelu(Tensor input, bool inplace = false) => input.Gelu();

            /// <summary>ln(1 + e^βx)/β; x where βx is above the threshold.</summary>
            public static Tensor softplus(Tensor input, double beta = 1.0, double threshold = 20.0) => input.Softplus(beta, threshold);

            /// <summary>exp(x)/Σ exp along a dimension.</summary>
            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => input.softmax(dim, dtype);

            /// <summary>x − ln Σ exp along a dimension.</summary>
            public static Tensor log_softmax(Tensor input, long dim, ScalarType? dtype = null) => input.log_softmax(dim, dtype);

            /// <summary>Divides by the norm along a dimension, which counts as eps where it is smaller.</summary>
            public static Tensor normalize(Tensor input, double p = 2.0, long dim = 1L, double eps = 1e-12)
            {
                using DisposeScope scope = NewDisposeScope();
                return scope.MoveToOuter(input.div(input.norm((int)dim, keepdim: true, (float)p).clamp_min(eps)));
            }

            /// <summary>x·Wᵀ + b for x [*, inputs], W [outputs, inputs], b [outputs].</summary>
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null)
            {
                if (input.Sizes.Length == 2)
                {
                    return Affine(input, weights, bias);
                }

                using DisposeScope scope = NewDisposeScope();
                return scope.MoveToOuter(Affine(input.reshape(-1, input.Sizes[^1]), weights, bias).reshape([.. input.Sizes[..^1], weights.Sizes[0]]));
            }

            /// <summary>While training, zeros with probability p and the rest scaled by 1/(1 − p).</summary>
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false)
            {
                if (p is < 0 or > 1)
                {
                    throw new ArgumentOutOfRangeException(nameof(p), p, "A probability lies from 0 to 1.");
                }

                if (!training || p == 0)
                {
                    return input.alias();
                }

                using DisposeScope scope = NewDisposeScope();
                Tensor kept = rand(input.Sizes).ge(p).to(ScalarType.Float32).mul(p == 1 ? 0 : 1 / (1 - p));
                return scope.MoveToOuter(input.mul(kept));
            }

            private static Tensor Affine(Tensor input, Tensor weights, Tensor? bias)
            {
                if (input.Sizes[1] != weights.Sizes[1])
                {
                    throw new ArgumentException($"An input [{Shapes.Text(input.Sizes)}] does not fit weights [{Shapes.Text(weights.Sizes)}].");
                }

                Tensor result = Product(input, weights, bias);
                return Recorder.Record(Operation.Linear, result, [input, weights, bias], [input, weights], static (g, n) =>
                [
                    n.Needs(0) ? g.mm(n.Saved(1)) : null,
                    n.Needs(1) ? g.t().mm(n.Saved(0)) : null,
                    n.Needs(2) ? g.sum(0L) : null,
                ]);
            }

            private static Tensor Product(Tensor input, Tensor weights, Tensor? bias)
            {
                using IDisposable mode = no_grad();
                Tensor result = Tensor.Empty([input.Sizes[0], weights.Sizes[0]], ScalarType.Float32);
                using Tensor transposed = weights.t();
                if (bias is not null)
                {
                    Copying.Copy(bias, result);
                }

                Products.Multiply(input, transposed, result, accumulate: bias is not null);
                return result;
            }
        }
    }
}
