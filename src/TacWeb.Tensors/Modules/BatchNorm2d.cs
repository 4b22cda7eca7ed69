using static TacWeb.Tensors.torch;
using static TacWeb.Tensors.torch.nn;

namespace TacWeb.Tensors.Modules
{
    /// <summary>Batch normalisation of the channels of images: batch statistics while training, running ones in evaluation.</summary>
    /// <remarks>The normalisation uses the biased variance, the running variance collects the unbiased one, as in PyTorch.</remarks>
    public class BatchNorm2d : Module<Tensor, Tensor>
    {
        internal BatchNorm2d(long features, double eps, double momentum, bool affine, bool track)
            : base(nameof(BatchNorm2d))
        {
            this.eps = eps;
            this.momentum = momentum;
            if (affine)
            {
                weight = new Parameter(ones(features));
                bias = new Parameter(zeros(features));
                register_parameter("weight", weight);
                register_parameter("bias", bias);
            }

            if (track)
            {
                running_mean = zeros(features);
                running_var = ones(features);
                register_buffer("running_mean", running_mean);
                register_buffer("running_var", running_var);
            }
        }

        /// <summary>γ: [features], or null.</summary>
        public Parameter? weight { get; }

        /// <summary>β: [features], or null.</summary>
        public Parameter? bias { get; }

        /// <summary>The running mean: [features], or null.</summary>
        public Tensor? running_mean { get; }

        /// <summary>The running, unbiased variance: [features], or null.</summary>
        public Tensor? running_var { get; }

        /// <summary>Added to the variance.</summary>
        public double eps { get; }

        /// <summary>The weight of a new batch in the running statistics.</summary>
        public double momentum { get; }

        /// <summary>[n, features, height, width] → the same.</summary>
        public override Tensor forward(Tensor input)
            => functional.batch_norm(input, running_mean, running_var, weight, bias, training || running_mean is null, momentum, eps);
    }
}

namespace TacWeb.Tensors
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Batch normalisation of the channels of images.</summary>
            public static Modules.BatchNorm2d BatchNorm2d(
                long features, double eps = 1e-05, double momentum = 0.1, bool affine = true, bool track_running_stats = true, Device? device = null, ScalarType? dtype = null)
                => new(features, eps, momentum, affine, track_running_stats);
        }
    }
}
