using static TacWeb.Tensors.torch;
using static TacWeb.Tensors.torch.nn;

namespace TacWeb.Tensors.Modules
{
    /// <summary>x for positive values, slope · x for others.</summary>
    public sealed class LeakyReLU : Module<Tensor, Tensor>
    {
        internal LeakyReLU(double slope)
            : base(nameof(LeakyReLU))
            => negative_slope = slope;

        /// <summary>The slope below zero.</summary>
        public double negative_slope { get; }

        /// <summary>x for positive values, slope · x for others.</summary>
        public override Tensor forward(Tensor input) => input.LeakyRelu((float)negative_slope);
    }
}

namespace TacWeb.Tensors
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>x for positive values, slope · x for others.</summary>
            public static Modules.LeakyReLU LeakyReLU(double negative_slope = 0.01, bool inplace = false) => new(negative_slope);
        }
    }
}
