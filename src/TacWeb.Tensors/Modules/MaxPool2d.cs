using static TacWeb.Tensors.torch;
using static TacWeb.Tensors.torch.nn;

namespace TacWeb.Tensors.Modules
{
    /// <summary>The largest value under each place of a window.</summary>
    public sealed class MaxPool2d : Module<Tensor, Tensor>
    {
        private readonly long _kernel;
        private readonly long _stride;
        private readonly long _padding;
        private readonly long _dilation;
        private readonly bool _ceil;

        internal MaxPool2d(long kernel, long stride, long padding, long dilation, bool ceil)
            : base(nameof(MaxPool2d))
            => (_kernel, _stride, _padding, _dilation, _ceil) = (kernel, stride, padding, dilation, ceil);

        /// <summary>[n, channels, h, w] → [n, channels, h′, w′].</summary>
        public override Tensor forward(Tensor input) => functional.max_pool2d(input, _kernel, _stride, _padding, _dilation, _ceil);
    }
}

namespace TacWeb.Tensors
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The largest value under each place of a window; the stride is the window unless given.</summary>
            public static Modules.MaxPool2d MaxPool2d(long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) => new(kernel_size, stride ?? kernel_size, padding ?? 0, dilation ?? 1, ceil_mode);
        }
    }
}
