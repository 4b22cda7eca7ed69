using static TacWeb.Tensors.torch;
using static TacWeb.Tensors.torch.nn;

namespace TacWeb.Tensors.Modules
{
    /// <summary>The input as it is.</summary>
    public sealed class Identity : Module<Tensor, Tensor>
    {
        internal Identity()
            : base(nameof(Identity))
        {
        }

        /// <summary>The input as it is.</summary>
        public override Tensor forward(Tensor input) => input.alias();
    }
}

namespace TacWeb.Tensors
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The input as it is.</summary>
            public static Modules.Identity Identity() => new();
        }
    }
}
