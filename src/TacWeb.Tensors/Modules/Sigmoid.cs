using static TacWeb.Tensors.torch;
using static TacWeb.Tensors.torch.nn;

namespace TacWeb.Tensors.Modules
{
    /// <summary>1/(1 + e^−x).</summary>
    public sealed class Sigmoid : Module<Tensor, Tensor>
    {
        internal Sigmoid()
            : base(nameof(Sigmoid))
        {
        }

        /// <summary>1/(1 + e^−x).</summary>
        public override Tensor forward(Tensor input) => input.sigmoid();
    }
}

namespace TacWeb.Tensors
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>1/(1 + e^−x).</summary>
            public static Modules.Sigmoid Sigmoid(bool inplace = false) => new();
        }
    }
}
