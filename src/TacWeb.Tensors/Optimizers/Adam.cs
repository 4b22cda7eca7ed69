using TacWeb.Tensors.Autograd;
using TacWeb.Tensors.Kernels;
using static TacWeb.Tensors.torch;

namespace TacWeb.Tensors.Modules
{
    /// <summary>Adam (Kingma and Ba, ICLR 2015), with L2 decay added to the gradient as in PyTorch; one fused pass a parameter.</summary>
    public class Adam : optim.Optimizer
    {
        private readonly double _beta1;
        private readonly double _beta2;
        private readonly double _eps;
        private readonly double _decay;
        private readonly bool _maximize;
        private readonly (Tensor First, Tensor Second)?[] _moments;
        private readonly long[] _steps;

        internal Adam(IEnumerable<Parameter> parameters, double lr, double beta1, double beta2, double eps, double decay, bool maximize)
            : base(parameters, lr)
        {
            _beta1 = beta1 is >= 0 and < 1 ? beta1 : throw new ArgumentException($"Invalid beta1: {beta1}", nameof(beta1));
            _beta2 = beta2 is >= 0 and < 1 ? beta2 : throw new ArgumentException($"Invalid beta2: {beta2}", nameof(beta2));
            _eps = eps >= 0 ? eps : throw new ArgumentException($"Invalid ε: {eps}", nameof(eps));
            _decay = decay >= 0 ? decay : throw new ArgumentException($"Invalid weight_decay value: {decay}", nameof(decay));
            _maximize = maximize;
            _moments = new (Tensor, Tensor)?[Parameters.Length];
            _steps = new long[Parameters.Length];
        }

        /// <summary>Changes the parameters that have a gradient.</summary>
        public override Tensor? step(Func<Tensor>? closure = null)
        {
            Tensor? loss = closure?.Invoke();
            using GradMode mode = new(false);
            for (int i = 0; i < Parameters.Length; i++)
            {
                if (Parameters[i].Edge is { Gradient: { } gradient })
                {
                    Update(i, gradient);
                }
            }

            return loss;
        }

        /// <summary>Releases the moments.</summary>
        protected override void Dispose(bool disposing)
        {
            foreach ((Tensor First, Tensor Second)? moments in _moments)
            {
                moments?.First.ReleaseStorage();
                moments?.Second.ReleaseStorage();
            }

            Array.Clear(_moments);
            base.Dispose(disposing);
        }

        private static Tensor Zeros(Tensor like)
        {
            Tensor result = zeros(like.Sizes);
            result.Untrack();
            return result;
        }

        private void Update(int index, Tensor gradient)
        {
            Parameter parameter = Parameters[index];
            (Tensor first, Tensor second) = _moments[index] ??= (Zeros(parameter), Zeros(parameter));
            long step = ++_steps[index];
            AdamStep step1 = new(
                (float)(Rate / (1 - Math.Pow(_beta1, step))), (float)_beta1, (float)_beta2, (float)(1 / Math.Sqrt(1 - Math.Pow(_beta2, step))), (float)_eps, (float)_decay, _maximize ? -1 : 1);
            using Tensor plain = gradient.contiguous();
            step1.Apply(parameter, plain, first, second);
        }
    }
}

namespace TacWeb.Tensors
{
    public static partial class torch
    {
        public static partial class optim
        {
            /// <summary>Adam. Note TorchSharp's default of 0.99 for the second moment.</summary>
            /// <param name="parameters">What is learnt.</param>
            /// <param name="lr">The learning rate.</param>
            /// <param name="beta1">How slowly the mean of the gradients moves.</param>
            /// <param name="beta2">How slowly the mean of their squares moves.</param>
            /// <param name="eps">Added to the root of the second moment.</param>
            /// <param name="weight_decay">The factor of the parameters added to their gradients.</param>
            /// <param name="amsgrad">Not supported here.</param>
            /// <param name="maximize">Climb instead of descending.</param>
            public static Modules.Adam Adam(
                IEnumerable<Modules.Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.99, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
                => amsgrad ? throw new NotSupportedException("The AMSGrad variant is not supported.") : new(parameters, lr, beta1, beta2, eps, weight_decay, maximize);
        }
    }
}
