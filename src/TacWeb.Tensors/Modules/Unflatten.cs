using static TacWeb.Tensors.torch;
using static TacWeb.Tensors.torch.nn;

namespace TacWeb.Tensors.Modules
{
    /// <summary>Splits a dimension.</summary>
    public sealed class Unflatten : Module<Tensor, Tensor>
    {
        private readonly long _dim;
        private readonly long[] _sizes;

        internal Unflatten(long dim, long[] sizes)
            : base(nameof(Unflatten))
            => (_dim, _sizes) = (dim, sizes);

        /// <summary>Splits the dimension.</summary>
        public override Tensor forward(Tensor input)
        {
            int at = Memory.Shapes.Dimension(_dim, input.Sizes.Length);
            return input.reshape([.. input.Sizes[..at], .. _sizes, .. input.Sizes[(at + 1)..]]);
        }
    }
}

namespace TacWeb.Tensors
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Splits a dimension into several.</summary>
            public static Modules.Unflatten Unflatten(long dim, long[] unflattened_size) => new(dim, unflattened_size);
        }
    }
}
