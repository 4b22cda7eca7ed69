using static TacWeb.Tensors.torch;
using static TacWeb.Tensors.torch.nn;

namespace TacWeb.Tensors.Modules
{
    /// <summary>Means over equal parts of the image.</summary>
    public sealed class AdaptiveAvgPool2d : Module<Tensor, Tensor>
    {
        internal AdaptiveAvgPool2d(long high, long wide)
            : base(nameof(AdaptiveAvgPool2d))
            => output_size = [high, wide];

        /// <summary>Rows and columns of the result.</summary>
        public long[] output_size { get; }

        /// <summary>[n, channels, h, w] → [n, channels, rows, columns].</summary>
        public override Tensor forward(Tensor input) => functional.adaptive_avg_pool2d(input, output_size[0], output_size[1]);
    }
}

namespace TacWeb.Tensors
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Means over equal parts of the image.</summary>
            public static Modules.AdaptiveAvgPool2d AdaptiveAvgPool2d(long outputSize) => new(outputSize, outputSize);
        }
    }
}
