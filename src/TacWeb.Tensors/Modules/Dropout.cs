using static TacWeb.Tensors.torch;
using static TacWeb.Tensors.torch.nn;

namespace TacWeb.Tensors.Modules
{
    /// <summary>While training, zeros with probability p and the rest scaled by 1/(1 − p).</summary>
    public sealed class Dropout : Module<Tensor, Tensor>
    {
        internal Dropout(double p)
            : base(nameof(Dropout))
            => this.p = p;

        /// <summary>The probability of a zero.</summary>
        public double p { get; }

        /// <summary>While training, zeros with probability p and the rest scaled by 1/(1 − p).</summary>
        public override Tensor forward(Tensor input) => functional.dropout(input, p, training);
    }
}

namespace TacWeb.Tensors
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>While training, zeros with probability p and the rest scaled by 1/(1 − p).</summary>
            public static Modules.Dropout Dropout(double p = 0.5, bool inplace = false) => new(p);
        }
    }
}
