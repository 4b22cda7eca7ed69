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
            /// <param name="input">[n, features] or [n, features, length].</param>
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
                if (input.Sizes.Length > 2)
                {
                    Tensor last = input.transpose(1, -1);
                    Tensor flat = batch_norm(last.reshape(-1, input.Sizes[1]), running_mean, running_var, weight, bias, training, momentum, eps);
                    return scope.MoveToOuter(flat.reshape(last.Sizes).transpose(1, -1));
                }

                return scope.MoveToOuter(training
                    ? Training(input, running_mean, running_var, weight, bias, momentum, eps)
                    : Evaluation(input, running_mean, running_var, weight, bias, eps));
            }

            private static Tensor Evaluation(Tensor input, Tensor? mean, Tensor? variance, Tensor? weight, Tensor? bias, double eps)
            {
                if (mean is null || variance is null)
                {
                    throw new ArgumentException("Evaluation needs running statistics.");
                }

                Tensor normal = input.sub(mean).mul(variance.add(eps).rsqrt());
                Tensor scaled = weight is null ? normal : normal.mul(weight);
                return bias is null ? scaled : scaled.add(bias);
            }

            private static Tensor Training(Tensor input, Tensor? runningMean, Tensor? runningVariance, Tensor? weight, Tensor? bias, double momentum, double eps)
            {
                long count = input.Sizes[0];
                if (count < 2)
                {
                    throw new ArgumentException("Expected more than 1 value per channel when training.", nameof(input));
                }

                Tensor gamma = weight ?? ones(input.Sizes[1]), beta = bias ?? zeros(input.Sizes[1]);
                Tensor mean = Tensor.Empty([input.Sizes[1]], ScalarType.Float32), variance = Tensor.Empty(mean.Sizes, ScalarType.Float32);
                Tensor result = BatchNormColumns.Forward(input, gamma, beta, mean, variance, eps);
                Follow(runningMean, mean, momentum, 1);
                Follow(runningVariance, variance, momentum, count / (count - 1.0));
                return Recorder.Record(Operation.BatchNorm, result, [input, gamma, beta], [input, gamma, mean, variance],
                    (g, n) => GradMode.IsEnabled ? Differentiable(g, n, eps) : BatchNormColumns.Backward(g, n.Saved(0), n.Saved(1), n.Saved(2), n.Saved(3), eps));
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
                Tensor x = n.Saved(0), centred = x.sub(x.mean([0], keepdim: true));
                Tensor inverse = centred.pow(2).mean([0], keepdim: true).add(eps).pow(-0.5);
                Tensor normal = centred.mul(inverse), scaled = g.mul(n.Saved(1));
                Tensor inner = scaled.sub(scaled.mean([0], keepdim: true)).sub(normal.mul(scaled.mul(normal).mean([0], keepdim: true)));
                return [inner.mul(inverse), g.mul(normal).sum(0L), g.sum(0L)];
            }
        }
    }
}
