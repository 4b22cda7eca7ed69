using TacWeb.Tensors.Autograd;
using TacWeb.Tensors.Kernels;
using static TacWeb.Tensors.torch;

namespace TacWeb.Tensors.Modules
{
    /// <summary>Adam whose decay shrinks the parameters instead of joining the gradient (Loshchilov and Hutter, ICLR 2019).</summary>
    public class AdamW : optim.Optimizer
    {
        private readonly Adam _adam;
        private readonly double _decay;

        internal AdamW(IEnumerable<Parameter> parameters, double lr, double beta1, double beta2, double eps, double decay, bool maximize)
            : base(parameters, lr)
        {
            _adam = new Adam(Parameters, lr, beta1, beta2, eps, 0, maximize);
            _decay = decay >= 0 ? decay : throw new ArgumentException($"Invalid weight_decay value: {decay}", nameof(decay));
        }

        /// <summary>Changes the parameters that have a gradient.</summary>
        public override Tensor? step(Func<Tensor>? closure = null)
        {
            Tensor? loss = closure?.Invoke();
            using GradMode mode = new(false);
            foreach (Parameter parameter in Parameters)
            {
                if (_decay != 0 && parameter.Edge is { Gradient: not null })
                {
                    parameter.mul_(1 - (Rate * _decay));
                }
            }

            _adam.Rate = Rate;
            _adam.step();
            return loss;
        }

        /// <summary>Releases the moments.</summary>
        protected override void Dispose(bool disposing)
        {
            _adam.Dispose();
            base.Dispose(disposing);
        }
    }
}

namespace TacWeb.Tensors
{
    public static partial class torch
    {
        public static partial class optim
        {
            /// <summary>Adam with decoupled decay. Note TorchSharp's defaults: 0.99 for the second moment, no decay.</summary>
            /// <param name="parameters">What is learnt.</param>
            /// <param name="lr">The learning rate.</param>
            /// <param name="beta1">How slowly the mean of the gradients moves.</param>
            /// <param name="beta2">How slowly the mean of their squares moves.</param>
            /// <param name="eps">Added to the root of the second moment.</param>
            /// <param name="weight_decay">How much of the parameters is taken off in each step, times the learning rate.</param>
            /// <param name="amsgrad">Not supported here.</param>
            /// <param name="maximize">Climb instead of descending.</param>
            public static Modules.AdamW AdamW(
                IEnumerable<Modules.Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.99, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
                => amsgrad ? throw new NotSupportedException("The AMSGrad variant is not supported.") : new(parameters, lr, beta1, beta2, eps, weight_decay, maximize);
        }
    }
}
