using static TacWeb.Tensors.torch;
using static TacWeb.Tensors.torch.nn;

namespace TacWeb.Tensors.Modules
{
    /// <summary>x·Wᵀ + b. Starts from PyTorch's defaults: W from kaiming_uniform with a = √5, b uniform in ±1/√inputs.</summary>
    public class Linear : Module<Tensor, Tensor>
    {
        internal Linear(long inputs, long outputs, bool hasBias)
            : base(nameof(Linear))
        {
            weight = new Parameter(empty(outputs, inputs));
            init.kaiming_uniform_(weight, Math.Sqrt(5));
            register_parameter("weight", weight);
            if (hasBias)
            {
                double bound = inputs > 0 ? 1 / Math.Sqrt(inputs) : 0;
                bias = new Parameter(empty(outputs));
                init.uniform_(bias, -bound, bound);
                register_parameter("bias", bias);
            }
        }

        /// <summary>W: [outputs, inputs].</summary>
        public Parameter weight { get; }

        /// <summary>b: [outputs], or null.</summary>
        public Parameter? bias { get; }

        /// <summary>The width of the input.</summary>
        public long in_features => weight.Sizes[1];

        /// <summary>The width of the output.</summary>
        public long out_features => weight.Sizes[0];

        /// <summary>[…, inputs] → […, outputs].</summary>
        public override Tensor forward(Tensor input) => functional.linear(input, weight, bias);
    }
}

namespace TacWeb.Tensors
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A layer x·Wᵀ + b.</summary>
            public static Modules.Linear Linear(long inputSize, long outputSize, bool hasBias = true, Device? device = null, ScalarType? dtype = null)
                => new(inputSize, outputSize, hasBias);

            /// <summary>A tensor that a module learns.</summary>
            public static Modules.Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);
        }
    }
}
