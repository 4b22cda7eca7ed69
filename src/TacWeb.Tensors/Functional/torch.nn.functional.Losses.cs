using TacWeb.Tensors.Autograd;
using TacWeb.Tensors.Kernels;

namespace TacWeb.Tensors;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>The squared differences.</summary>
            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean)
            {
                using DisposeScope scope = NewDisposeScope();
                return scope.MoveToOuter(Reduce(input.sub(target).pow(2), reduction));
            }

            /// <summary>The absolute differences.</summary>
            public static Tensor l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean)
            {
                using DisposeScope scope = NewDisposeScope();
                return scope.MoveToOuter(Reduce(input.sub(target).abs(), reduction));
            }

            /// <summary>−(y ln x + (1 − y) ln(1 − x)), the logarithms floored at −100 as in PyTorch.</summary>
            /// <param name="input">Probabilities.</param>
            /// <param name="target">What they should be, in the same shape.</param>
            /// <param name="weight">A factor for each element, broadcast.</param>
            /// <param name="reduction">How the elements are combined.</param>
            public static Tensor binary_cross_entropy(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean)
            {
                using DisposeScope scope = NewDisposeScope();
                Tensor values = Recorder.Record(
                    Operation.BinaryCrossEntropy, Elementwise.Binary(input, target, default(CrossEntropyFunction)), [input, target], [input, target], (g, n) =>
                    {
                        Tensor x = n.Saved(0), y = n.Saved(1), off = x.neg().add(1);
                        return
                        [
                            n.Needs(0) ? g.mul(x.sub(y)).div(x.mul(off).clamp_min(1e-12)) : null,
                            n.Needs(1) ? g.mul(off.log().clamp_min(-100).sub(x.log().clamp_min(-100))) : null,
                        ];
                    });
                return scope.MoveToOuter(Reduce(weight is null ? values : values.mul(weight), reduction));
            }

            /// <summary>−log p of the target class, for log-probabilities [n, classes] and classes [n].</summary>
            /// <param name="input">Log-probabilities.</param>
            /// <param name="target">Class numbers, Int64.</param>
            /// <param name="weight">A factor for each class; the mean is weighted by it.</param>
            /// <param name="reduction">How the rows are combined.</param>
            public static Tensor nll_loss(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean)
                => NegativeLogLikelihood(input, target, weight, -100, reduction);

            /// <summary>The cross entropy of the softmax of scores [n, classes] with classes [n] (Int64) or with probabilities [n, classes].</summary>
            /// <param name="input">Scores.</param>
            /// <param name="target">Class numbers or probabilities.</param>
            /// <param name="weight">A factor for each class; the mean over class numbers is weighted by it.</param>
            /// <param name="ignore_index">Rows with this class number do not count.</param>
            /// <param name="reduction">How the rows are combined.</param>
            /// <param name="label_smoothing">How much of the target is spread evenly over the classes, from 0 to 1.</param>
            public static Tensor cross_entropy(
                Tensor input, Tensor target, Tensor? weight = null, long ignore_index = -100, Reduction reduction = Reduction.Mean, double label_smoothing = 0.0)
            {
                using DisposeScope scope = NewDisposeScope();
                Tensor logarithms = input.log_softmax(1);
                if (target.dtype == ScalarType.Int64 && label_smoothing == 0)
                {
                    return scope.MoveToOuter(NegativeLogLikelihood(logarithms, target, weight, ignore_index, reduction));
                }

                if (weight is not null || (target.dtype == ScalarType.Int64 && target.eq(ignore_index).any().item<bool>()))
                {
                    throw new NotSupportedException("Class weights and ignored rows are supported only for class numbers without label smoothing.");
                }

                long classes = input.Sizes[1];
                Tensor wanted = target.dtype == ScalarType.Int64
                    ? zeros(input.Sizes).scatter(1, target.unsqueeze(1), ones(target.Sizes[0], 1))
                    : target;
                wanted = wanted.mul(1 - label_smoothing).add(label_smoothing / classes);
                Tensor rows = wanted.mul(logarithms).sum(1).neg();
                return scope.MoveToOuter(Reduce(rows, reduction));
            }

            private static Tensor NegativeLogLikelihood(Tensor input, Tensor target, Tensor? weight, long ignored, Reduction reduction)
            {
                using DisposeScope scope = NewDisposeScope();
                Tensor counted = target.ne(ignored);
                Tensor classes = target.masked_fill(counted.logical_not(), 0);
                Tensor factors = weight is null ? counted.to(ScalarType.Float32) : weight.index_select(0, classes).mul(counted.to(ScalarType.Float32));
                Tensor rows = input.gather(1, classes.unsqueeze(1)).squeeze(1).neg().mul(factors);
                return scope.MoveToOuter(reduction switch
                {
                    Reduction.None => rows,
                    Reduction.Sum => rows.sum(),
                    _ => rows.sum().div(factors.sum()),
                });
            }

            private static Tensor Reduce(Tensor values, Reduction reduction) => reduction switch
            {
                Reduction.None => values,
                Reduction.Sum => values.sum(),
                _ => values.mean(),
            };
        }
    }
}
