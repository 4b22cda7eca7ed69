using TacWeb.Tensors.Autograd;

namespace TacWeb.Tensors;

public static partial class torch
{
    /// <summary>Gradients of recorded computations. Every derivative is itself recorded on request, so higher derivatives work.</summary>
    public static partial class autograd
    {
        /// <summary>The gradients of the outputs' weighted sum with respect to the inputs; leaves' <c>grad</c> stays as it is.</summary>
        /// <param name="outputs">What is differentiated.</param>
        /// <param name="inputs">With respect to these; leaves or results of operations.</param>
        /// <param name="grad_outputs">The weight of each output, in its shape; may be left out for single numbers.</param>
        /// <param name="retain_graph">Keep the graph for another pass; implied by <paramref name="create_graph"/>.</param>
        /// <param name="create_graph">Record the pass, so that the returned gradients can be differentiated.</param>
        /// <param name="allow_unused">Return null for inputs that the outputs do not depend on, instead of failing.</param>
        /// <returns>One gradient for each input, in its shape.</returns>
        /// <exception cref="InvalidOperationException">An input is unused, needs no gradient, or the graph was freed.</exception>
        public static IList<Tensor> grad(
            IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null, bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            Tensor?[] gradients = Engine.Run(outputs, grad_outputs, inputs, retain_graph || create_graph, create_graph, collect: true);
            if (!allow_unused && Array.IndexOf(gradients, null) >= 0)
            {
                throw new InvalidOperationException("One of the inputs was not used to compute the outputs; allow_unused: true returns null for it.");
            }

            return gradients!;
        }

        /// <summary>Adds the gradients of the tensors' weighted sum to the <c>grad</c> of the leaves.</summary>
        /// <param name="tensors">What is differentiated.</param>
        /// <param name="grad_tensors">The weight of each tensor, in its shape; may be left out for single numbers.</param>
        /// <param name="create_graph">Record the pass, so that the gradients can be differentiated.</param>
        /// <param name="retain_graph">Keep the graph for another pass.</param>
        /// <param name="inputs">Only these leaves; null: all.</param>
        public static void backward(
            IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool create_graph = false, bool retain_graph = false, IList<Tensor>? inputs = null)
            => Engine.Run(tensors, grad_tensors, inputs, retain_graph || create_graph, create_graph, collect: false);
    }

    /// <summary>Stops recording on this thread until disposed.</summary>
    public static IDisposable no_grad() => new GradMode(false);

    /// <summary>Turns recording on or off on this thread until disposed.</summary>
    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);

    /// <summary>Turns recording on or off on this thread until disposed.</summary>
    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);

    /// <summary>Whether this thread records.</summary>
    public static bool is_grad_enabled() => GradMode.IsEnabled;
}
