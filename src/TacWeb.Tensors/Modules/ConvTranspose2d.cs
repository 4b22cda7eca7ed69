using static TacWeb.Tensors.torch;
using static TacWeb.Tensors.torch.nn;

namespace TacWeb.Tensors.Modules
{
    /// <summary>A transposed two-dimensional convolution. Starts from PyTorch's defaults: W from kaiming_uniform with a = √5, b uniform in ±1/√fan.</summary>
    public sealed class ConvTranspose2d : Module<Tensor, Tensor>
    {
        private readonly long _stride;
        private readonly long _padding;
        private readonly long _extra;
        private readonly long _dilation;

        internal ConvTranspose2d(long in_channels, long out_channels, (long Y, long X) kernel, long stride, long padding, long output_padding, long dilation, bool hasBias)
            : base(nameof(ConvTranspose2d))
        {
            this.in_channels = in_channels;
            this.out_channels = out_channels;
            (_stride, _padding, _extra, _dilation) = (stride, padding, output_padding, dilation);
            weight = new Parameter(empty(in_channels, out_channels, kernel.Y, kernel.X));
            init.kaiming_uniform_(weight, Math.Sqrt(5));
            register_parameter("weight", weight);
            if (hasBias)
            {
                double bound = 1 / Math.Sqrt(weight.numel() / weight.Sizes[0]);
                bias = new Parameter(empty(out_channels));
                init.uniform_(bias, -bound, bound);
                register_parameter("bias", bias);
            }
        }

        /// <summary>W: [in_channels, out_channels, kh, kw].</summary>
        public Parameter weight { get; }

        /// <summary>b: [out_channels], or null.</summary>
        public Parameter? bias { get; }

        /// <summary>Channels of the input.</summary>
        public long in_channels { get; }

        /// <summary>Channels of the result.</summary>
        public long out_channels { get; }

        /// <summary>[n, in_channels, h, w] → [n, out_channels, h′, w′].</summary>
        public override Tensor forward(Tensor input) => functional.conv_transpose2d(input, weight, bias, [_stride], [_padding], [_extra], [_dilation]);
    }
}

namespace TacWeb.Tensors
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A transposed two-dimensional convolution.</summary>
            public static Modules.ConvTranspose2d ConvTranspose2d(
                long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long output_padding = 0, long dilation = 1, bool bias = true, Device? device = null, ScalarType? dtype = null)
                => new(in_channels, out_channels, (kernel_size, kernel_size), stride, padding, output_padding, dilation, bias);
        }
    }
}
