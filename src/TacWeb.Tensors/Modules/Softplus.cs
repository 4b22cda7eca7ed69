using static TacWeb.Tensors.torch;
using static TacWeb.Tensors.torch.nn;

namespace TacWeb.Tensors.Modules
{
    /// <summary>ln(1 + e^βx)/β.</summary>
    public sealed class Softplus : Module<Tensor, Tensor>
    {
        internal Softplus(double beta, double threshold)
            : base(nameof(Softplus))
            => (this.beta, this.threshold) = (beta, threshold);

        /// <summary>β.</summary>
        public double beta { get; }

        /// <summary>Above this βx the result is x.</summary>
        public double threshold { get; }

        /// <summary>ln(1 + e^βx)/β.</summary>
        public override Tensor forward(Tensor input) => functional.softplus(input, beta, threshold);
    }
}

namespace TacWeb.Tensors
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>ln(1 + e^βx)/β; x where βx is above the threshold.</summary>
            public static Modules.Softplus Softplus(double beta = 1.0, double threshold = 20.0) => new(beta, threshold);
        }
    }
}
