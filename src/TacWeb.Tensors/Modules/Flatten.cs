using static TacWeb.Tensors.torch;
using static TacWeb.Tensors.torch.nn;

namespace TacWeb.Tensors.Modules
{
    /// <summary>Joins a run of dimensions.</summary>
    public sealed class Flatten : Module<Tensor, Tensor>
    {
        internal Flatten(long first, long last)
            : base(nameof(Flatten))
            => (start_dim, end_dim) = (first, last);

        /// <summary>The first dimension joined.</summary>
        public long start_dim { get; }

        /// <summary>The last dimension joined.</summary>
        public long end_dim { get; }

        /// <summary>Joins a run of dimensions.</summary>
        public override Tensor forward(Tensor input) => input.flatten(start_dim, end_dim);
    }
}

namespace TacWeb.Tensors
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Joins the dimensions from start_dim to end_dim, both included.</summary>
            public static Modules.Flatten Flatten(long start_dim = 1, long end_dim = -1) => new(start_dim, end_dim);
        }
    }
}
