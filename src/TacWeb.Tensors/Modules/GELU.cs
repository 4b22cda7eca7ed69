using static TacWeb.Tensors.torch;
using static TacWeb.Tensors.torch.nn;

namespace TacWeb.Tensors.Modules
{
    /// <summary>x·Φ(x), Φ the normal distribution function (Hendrycks and Gimpel, 2016), exact.</summary>
    public sealed class GELU : Module<Tensor, Tensor>
    {
        internal GELU()
            : base(nameof(GELU))
        {
        }

        /// <summary>x·Φ(x).</summary>
        public override Tensor forward(Tensor input) => functional.gelu(input);
    }
}

namespace TacWeb.Tensors
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>x·Φ(x), exact.</summary>
            public static Modules.GELU GELU() => new();
        }
    }
}
