using TacWeb.Tensors.Autograd;

namespace TacWeb.Tensors;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Whether operations on this tensor are recorded for gradients. Can be set on leaves only.</summary>
        /// <exception cref="InvalidOperationException">Set to false on the result of an operation.</exception>
        public bool requires_grad
        {
            get => Edge is not null;
            set => requires_grad_(value);
        }

        /// <summary>The gradient that backward passes collected here; null before the first. A new handle on the same data each time.</summary>
        public Tensor? grad
        {
            get => Edge is { IsLeaf: true, Gradient: { } gradient } ? gradient.alias() : null;
            set
            {
                if (Edge is not { IsLeaf: true } leaf)
                {
                    throw new InvalidOperationException("Only leaves that require a gradient have one.");
                }

                Tensor? former = leaf.Gradient;
                leaf.Gradient = value?.alias();
                leaf.Gradient?.Untrack();
                former?.ReleaseStorage();
            }
        }

        /// <summary>Turns recording on or off for this leaf.</summary>
        public Tensor requires_grad_(bool requires_grad = true)
        {
            if (requires_grad && !is_floating_point())
            {
                throw new InvalidOperationException($"Only floating-point tensors can require gradients, not {dtype}.");
            }

            if (!is_leaf && !requires_grad)
            {
                throw new InvalidOperationException("Only leaves can stop requiring a gradient; use detach().");
            }

            if (is_leaf && requires_grad != this.requires_grad)
            {
                Edge = requires_grad ? Node.NewLeaf() : null;
            }

            return this;
        }

        /// <summary>The same data without its history.</summary>
        public Tensor detach() => new(Storage.Retain(), dtype, Sizes, Strides, Offset, null) { IsView = true };

        /// <summary>Forgets the history of this tensor.</summary>
        public Tensor detach_()
        {
            Edge = null;
            return this;
        }

        /// <summary>Adds the gradients of this tensor to the <c>grad</c> of the leaves it depends on.</summary>
        /// <param name="grad_tensors">The weight of each element; may be left out for a single number.</param>
        /// <param name="create_graph">Record the pass, so that the gradients can be differentiated.</param>
        /// <param name="retain_graph">Keep the graph for another pass.</param>
        /// <param name="inputs">Only these leaves; null: all.</param>
        public void backward(IList<Tensor>? grad_tensors = null, bool create_graph = false, bool retain_graph = false, IList<Tensor>? inputs = null)
            => autograd.backward([this], grad_tensors, create_graph, retain_graph, inputs);
    }
}
