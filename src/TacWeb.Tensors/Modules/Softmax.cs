using static TacWeb.Tensors.torch;
using static TacWeb.Tensors.torch.nn;

namespace TacWeb.Tensors.Modules
{
    /// <summary>exp(x)/Σ exp along a dimension.</summary>
    public sealed class Softmax : Module<Tensor, Tensor>
    {
        internal Softmax(long dim)
            : base(nameof(Softmax))
            => this.dim = dim;

        /// <summary>The dimension that sums to one.</summary>
        public long dim { get; }

        /// <summary>exp(x)/Σ exp along a dimension.</summary>
        public override Tensor forward(Tensor input) => input.softmax(dim);
    }
}

namespace TacWeb.Tensors
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>exp(x)/Σ exp along a dimension.</summary>
            public static Modules.Softmax Softmax(long dim) => new(dim);
        }
    }
}
