using TacWeb.Tensors.Autograd;

namespace TacWeb.Tensors.Modules;

/// <summary>A tensor that a module learns.</summary>
public class Parameter : torch.Tensor
{
    /// <summary>Takes over the data of a tensor, which is disposed.</summary>
    public Parameter(torch.Tensor data, bool requires_grad = true)
        : base(data ?? throw new ArgumentNullException(nameof(data)), requires_grad ? Node.NewLeaf() : null)
        => data.Dispose();
}
