using TacWeb.Tensors.Autograd;
using TacWeb.Tensors.Kernels;

namespace TacWeb.Tensors;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Batch normalisation over all dimensions but the second.</summary>
            /// <param name="input">[n, features], [n, features, length] or [n, features, height, width].</param>
            /// <param name="running_mean">Updated in training; used in evaluation.</param>
            /// <param name="running_var">The same for the unbiased variance.</param>
            /// <param name="weight">γ, or null for 1.</param>
            /// <param name="bias">β, or null for 0.</param>
            /// <param name="training">Use the statistics of the batch.</param>
            /// <param name="momentum">The weight of the batch in the running statistics.</param>
            /// <param name="eps">Added to the variance.</param>
            /// <exception cref="ArgumentException">Training with one value a feature.</exception>
            public static Tensor batch_norm(
                Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null, Tensor? bias = null, bool training = false, double momentum = 0.1, double eps = 1e-5)
            {
                if (input.Sizes.Length < 2)
                {
                    throw new ArgumentException("Batch normalisation needs at least two dimensions.", nameof(input));
                }

                using DisposeScope scope = NewDisposeScope();
                Tensor planes = input.Sizes.Length > 2 ? input.reshape(input.Sizes[0], input.Sizes[1], -1) : input;
                Tensor result = training
                    ? Training(planes, running_mean, running_var, weight, bias, momentum, eps)
                    : Evaluation(planes, running_mean, running_var, weight, bias, eps);
                return scope.MoveToOuter(result.reshape(input.Sizes));
            }

            private static Tensor Evaluation(Tensor input, Tensor? mean, Tensor? variance, Tensor? weight, Tensor? bias, double eps)
            {
                if (mean is null || variance is null)
                {
                    throw new ArgumentException("Evaluation needs running statistics.");
                }

                long[] features = input.Sizes.Length > 2 ? [1, -1, 1] : [1, -1];
                Tensor factor = weight is null ? variance.add(eps).rsqrt() : variance.add(eps).rsqrt().mul(weight);
                Tensor scaled = input.sub(mean.reshape(features)).mul(factor.reshape(features));
                return bias is null ? scaled : scaled.add(bias.reshape(features));
            }

            private static Tensor Training(Tensor input, Tensor? runningMean, Tensor? runningVariance, Tensor? weight, Tensor? bias, double momentum, double eps)
            {
                long count = input.numel() / Math.Max(1, input.Sizes[1]);
                if (count < 2)
                {
                    throw new ArgumentException("Expected more than 1 value per channel when training.", nameof(input));
                }

                Tensor gamma = weight ?? ones(input.Sizes[1]), beta = bias ?? zeros(input.Sizes[1]);
                Tensor mean = Tensor.Empty([input.Sizes[1]], ScalarType.Float32), variance = Tensor.Empty(mean.Sizes, ScalarType.Float32);
                bool planes = input.Sizes.Length > 2;
                Tensor result = planes
                    ? BatchNormPlanes.Forward(input, gamma, beta, mean, variance, eps)
                    : BatchNormColumns.Forward(input, gamma, beta, mean, variance, eps);
                Follow(runningMean, mean, momentum, 1);
                Follow(runningVariance, variance, momentum, count / (count - 1.0));
                return Recorder.Record(Operation.BatchNorm, result, [input, gamma, beta], [input, gamma, mean, variance],
                    (g, n) => GradMode.IsEnabled ? Differentiable(g, n, eps)
                        : planes ? BatchNormPlanes.Backward(g, n.Saved(0), n.Saved(1), n.Saved(2), n.Saved(3), eps)
                        : BatchNormColumns.Backward(g, n.Saved(0), n.Saved(1), n.Saved(2), n.Saved(3), eps));
            }

            private static void Follow(Tensor? running, Tensor batch, double momentum, double factor)
            {
                if (running is not null)
                {
                    using IDisposable mode = no_grad();
                    running.mul_(1 - momentum).add_(batch, momentum * factor);
                }
            }

            /// <summary>The gradients as differentiable operations: the mean and the variance are computed again from the input, so that they are differentiated too.</summary>
            private static Tensor?[] Differentiable(Tensor g, Node n, double eps)
            {
                Tensor x = n.Saved(0);
                long[] rows = x.Sizes.Length > 2 ? [0, 2] : [0], features = x.Sizes.Length > 2 ? [1, -1, 1] : [1, -1];
                Tensor centred = x.sub(x.mean(rows, keepdim: true)), inverse = centred.pow(2).mean(rows, keepdim: true).add(eps).pow(-0.5);
                Tensor normal = centred.mul(inverse), scaled = g.mul(n.Saved(1).reshape(features));
                Tensor inner = scaled.sub(scaled.mean(rows, keepdim: true)).sub(normal.mul(scaled.mul(normal).mean(rows, keepdim: true)));
                return [inner.mul(inverse), g.mul(normal).sum(rows), g.sum(rows)];
            }
        }
    }
}
