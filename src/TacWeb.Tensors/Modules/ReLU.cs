using static TacWeb.Tensors.torch;
using static TacWeb.Tensors.torch.nn;

namespace TacWeb.Tensors.Modules
{
    /// <summary>The positive part.</summary>
    public sealed class ReLU : Module<Tensor, Tensor>
    {
        internal ReLU()
            : base(nameof(ReLU))
        {
        }

        /// <summary>The positive part.</summary>
        public override Tensor forward(Tensor input) => input.relu();
    }
}

namespace TacWeb.Tensors
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The positive part.</summary>
            public static Modules.ReLU ReLU(bool inplace = false) => new();
        }
    }
}
