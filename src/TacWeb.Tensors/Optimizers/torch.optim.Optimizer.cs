using TacWeb.Tensors.Modules;

namespace TacWeb.Tensors;

public static partial class torch
{
    /// <summary>Optimisers.</summary>
    public static partial class optim
    {
        /// <summary>Changes parameters by their gradients.</summary>
        public abstract class Optimizer : IDisposable
        {
            internal Optimizer(IEnumerable<Parameter> parameters, double learningRate)
            {
                Parameters = [.. parameters];
                Rate = learningRate >= 0 ? learningRate : throw new ArgumentException($"Invalid learning rate: {learningRate}", nameof(learningRate));
                Group = new ParamGroup(this);
            }

            /// <summary>One group with all parameters, through which the learning rate can be read and set.</summary>
            public virtual IEnumerable<ILearningRateController> ParamGroups => [Group];

            internal Parameter[] Parameters { get; }

            internal double Rate { get; set; }

            private ParamGroup Group { get; }

            /// <summary>Clears the gradients.</summary>
            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (Parameter parameter in Parameters)
                {
                    Clear(parameter, set_to_none);
                }
            }

            /// <summary>Changes the parameters once.</summary>
            /// <param name="closure">Evaluates the loss again; most optimisers need none.</param>
            /// <returns>The loss of the closure, or null.</returns>
            public abstract Tensor? step(Func<Tensor>? closure = null);

            /// <summary>Releases what the optimiser keeps; the parameters live on.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            internal static void Clear(Parameter parameter, bool toNone)
            {
                if (parameter.Edge is not { Gradient: { } gradient } leaf)
                {
                    return;
                }

                if (toNone)
                {
                    leaf.Gradient = null;
                    gradient.ReleaseStorage();
                    return;
                }

                using IDisposable mode = no_grad();
                gradient.zero_();
            }

            /// <summary>Releases what the optimiser keeps.</summary>
            protected virtual void Dispose(bool disposing)
            {
            }
        }

        /// <summary>Reads and sets a learning rate.</summary>
        public interface ILearningRateController
        {
            /// <summary>The learning rate of the next step.</summary>
            double LearningRate { get; set; }

            /// <summary>The learning rate given at construction.</summary>
            double InitialLearningRate { get; set; }
        }

        private sealed class ParamGroup(Optimizer owner) : ILearningRateController
        {
            public double LearningRate
            {
                get => owner.Rate;
                set => owner.Rate = value;
            }

            public double InitialLearningRate { get; set; } = owner.Rate;
        }
    }
}
