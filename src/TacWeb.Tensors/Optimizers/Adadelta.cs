using TacWeb.Tensors.Autograd;
using static TacWeb.Tensors.torch;

namespace TacWeb.Tensors.Modules
{
    /// <summary>Steps as long as former steps were, relative to the gradients (Zeiler, 2012), as in PyTorch.</summary>
    public class Adadelta : optim.Optimizer
    {
        private readonly double _rho;
        private readonly double _eps;
        private readonly double _decay;
        private readonly bool _maximize;
        private readonly OptimizerState _squares;
        private readonly OptimizerState _steps;

        internal Adadelta(IEnumerable<Parameter> parameters, double lr, double rho, double eps, double decay, bool maximize)
            : base(parameters, lr)
        {
            _rho = rho is >= 0 and <= 1 ? rho : throw new ArgumentException($"Invalid rho: {rho}", nameof(rho));
            (_eps, _decay, _maximize) = (eps, decay, maximize);
            (_squares, _steps) = (new(Parameters), new(Parameters));
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
                    using DisposeScope scope = NewDisposeScope();
                    Parameters[i].add_(Direction(i, gradient), -Rate);
                }
            }

            return loss;
        }

        /// <summary>Releases the running values.</summary>
        protected override void Dispose(bool disposing)
        {
            _squares.Release();
            _steps.Release();
            base.Dispose(disposing);
        }

        private Tensor Direction(int index, Tensor gradient)
        {
            Tensor slope = _maximize ? gradient.neg() : gradient;
            slope = _decay == 0 ? slope : slope.add(Parameters[index], _decay);
            Tensor spread = _squares[index].mul_(_rho).add_(slope.pow(2), 1 - _rho).add(_eps).sqrt();
            Tensor step = _steps[index].add(_eps).sqrt().div(spread).mul(slope);
            _steps[index].mul_(_rho).add_(step.pow(2), 1 - _rho);
            return step;
        }
    }
}

namespace TacWeb.Tensors
{
    public static partial class torch
    {
        public static partial class optim
        {
            /// <summary>Steps as long as former steps were, relative to the gradients.</summary>
            /// <param name="parameters">What is learnt.</param>
            /// <param name="lr">The factor of each step.</param>
            /// <param name="rho">How slowly the mean squares move.</param>
            /// <param name="eps">Added below the roots.</param>
            /// <param name="weight_decay">The factor of the parameters added to their gradients.</param>
            /// <param name="maximize">Climb instead of descending.</param>
            public static Modules.Adadelta Adadelta(
                IEnumerable<Modules.Parameter> parameters, double lr = 1.0, double rho = 0.9, double eps = 1e-6, double weight_decay = 0, bool maximize = false)
                => new(parameters, lr, rho, eps, weight_decay, maximize);
        }
    }
}
