using TacWeb.Tensors.Autograd;
using static TacWeb.Tensors.torch;

namespace TacWeb.Tensors.Modules
{
    /// <summary>Stochastic gradient descent, with momentum after Sutskever et al. as in PyTorch.</summary>
    public class SGD : optim.Optimizer
    {
        private readonly double _momentum;
        private readonly double _dampening;
        private readonly double _decay;
        private readonly bool _nesterov;
        private readonly bool _maximize;
        private readonly Tensor?[] _velocities;

        internal SGD(IEnumerable<Parameter> parameters, double lr, double momentum, double dampening, double decay, bool nesterov, bool maximize)
            : base(parameters, lr)
        {
            (_momentum, _dampening, _decay, _nesterov, _maximize) = (momentum, dampening, decay, nesterov, maximize);
            _velocities = new Tensor?[Parameters.Length];
        }

        /// <summary>Changes the parameters that have a gradient.</summary>
        public override Tensor? step(Func<Tensor>? closure = null)
        {
            Tensor? loss = closure?.Invoke();
            using GradMode mode = new(false);
            using DisposeScope scope = NewDisposeScope();
            for (int i = 0; i < Parameters.Length; i++)
            {
                if (Parameters[i].Edge is { Gradient: { } gradient })
                {
                    Parameters[i].add_(Direction(i, gradient), -Rate);
                }
            }

            return loss;
        }

        /// <summary>Releases the velocities.</summary>
        protected override void Dispose(bool disposing)
        {
            foreach (Tensor? velocity in _velocities)
            {
                velocity?.ReleaseStorage();
            }

            Array.Clear(_velocities);
            base.Dispose(disposing);
        }

        private Tensor Direction(int index, Tensor gradient)
        {
            Tensor slope = _maximize ? gradient.neg() : gradient;
            slope = _decay == 0 ? slope : slope.add(Parameters[index], _decay);
            if (_momentum == 0)
            {
                return slope;
            }

            if (_velocities[index] is not { } velocity)
            {
                _velocities[index] = velocity = slope.clone();
                velocity.Untrack();
            }
            else
            {
                velocity.mul_(_momentum).add_(slope, 1 - _dampening);
            }

            return _nesterov ? slope.add(velocity, _momentum) : velocity;
        }
    }
}

namespace TacWeb.Tensors
{
    public static partial class torch
    {
        public static partial class optim
        {
            /// <summary>Stochastic gradient descent.</summary>
            /// <param name="parameters">What is learnt.</param>
            /// <param name="learningRate">The learning rate.</param>
            /// <param name="momentum">How much of the last direction is kept.</param>
            /// <param name="dampening">How much of the gradient is left out of the kept direction.</param>
            /// <param name="weight_decay">The factor of the parameters added to their gradients.</param>
            /// <param name="nesterov">Look ahead along the kept direction.</param>
            /// <param name="maximize">Climb instead of descending.</param>
            public static Modules.SGD SGD(
                IEnumerable<Modules.Parameter> parameters, double learningRate, double momentum = 0.0, double dampening = 0.0, double weight_decay = 0.0, bool nesterov = false, bool maximize = false)
                => new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);
        }
    }
}
