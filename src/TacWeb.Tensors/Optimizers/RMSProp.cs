using TacWeb.Tensors.Autograd;
using static TacWeb.Tensors.torch;

namespace TacWeb.Tensors.Modules
{
    /// <summary>Gradients divided by a running root of their squares (Tieleman and Hinton, 2012), as in PyTorch.</summary>
    public class RMSProp : optim.Optimizer
    {
        private readonly double _alpha;
        private readonly double _eps;
        private readonly double _decay;
        private readonly double _momentum;
        private readonly bool _centered;
        private readonly bool _maximize;
        private readonly OptimizerState _squares;
        private readonly OptimizerState _means;
        private readonly OptimizerState _velocities;

        internal RMSProp(IEnumerable<Parameter> parameters, double lr, double alpha, double eps, double decay, double momentum, bool centered, bool maximize)
            : base(parameters, lr)
        {
            _alpha = alpha is >= 0 and < 1 ? alpha : throw new ArgumentException($"Invalid alpha: {alpha}", nameof(alpha));
            (_eps, _decay, _momentum, _centered, _maximize) = (eps, decay, momentum, centered, maximize);
            (_squares, _means, _velocities) = (new(Parameters), new(Parameters), new(Parameters));
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
            _means.Release();
            _velocities.Release();
            base.Dispose(disposing);
        }

        private Tensor Direction(int index, Tensor gradient)
        {
            Tensor slope = _maximize ? gradient.neg() : gradient;
            slope = _decay == 0 ? slope : slope.add(Parameters[index], _decay);
            Tensor spread = _squares[index].mul_(_alpha).add_(slope.pow(2), 1 - _alpha);
            if (_centered)
            {
                spread = spread.sub(_means[index].mul_(_alpha).add_(slope, 1 - _alpha).pow(2));
            }

            Tensor scaled = slope.div(spread.sqrt().add(_eps));
            return _momentum == 0 ? scaled : _velocities[index].mul_(_momentum).add_(scaled);
        }
    }
}

namespace TacWeb.Tensors
{
    public static partial class torch
    {
        public static partial class optim
        {
            /// <summary>Gradients divided by a running root of their squares.</summary>
            /// <param name="parameters">What is learnt.</param>
            /// <param name="lr">The learning rate.</param>
            /// <param name="alpha">How slowly the mean of the squares moves.</param>
            /// <param name="eps">Added to the root.</param>
            /// <param name="weight_decay">The factor of the parameters added to their gradients.</param>
            /// <param name="momentum">How much of the last direction is kept.</param>
            /// <param name="centered">Divide by the deviation instead of the root of the mean square.</param>
            /// <param name="maximize">Climb instead of descending.</param>
            public static Modules.RMSProp RMSProp(
                IEnumerable<Modules.Parameter> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false)
                => new(parameters, lr, alpha, eps, weight_decay, momentum, centered, maximize);
        }
    }
}
