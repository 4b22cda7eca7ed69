namespace TacWeb.Tensors.Autograd;

/// <summary>Attaches operations to the graph.</summary>
internal static class Recorder
{
    /// <summary>Makes the result remember how it was made, when any input needs a gradient and recording is on.</summary>
    /// <param name="operation">Which operation.</param>
    /// <param name="result">Its new result; it is returned.</param>
    /// <param name="inputs">The inputs, in the order in which the backward function returns their gradients.</param>
    /// <param name="saved">Values that the backward function asks for by position; may contain the result.</param>
    /// <param name="backward">The derivative, made of differentiable operations.</param>
    public static torch.Tensor Record(Operation operation, torch.Tensor result, ReadOnlySpan<torch.Tensor?> inputs, ReadOnlySpan<torch.Tensor?> saved, Backward backward)
    {
        if (!GradMode.IsEnabled || !AnyNeeds(inputs))
        {
            return result;
        }

        Node?[] edges = new Node?[inputs.Length];
        for (int i = 0; i < edges.Length; i++)
        {
            edges[i] = inputs[i]?.Edge;
        }

        Node node = new(operation, edges, backward);
        SavedTensor[] kept = new SavedTensor[saved.Length];
        for (int i = 0; i < kept.Length; i++)
        {
            kept[i] = new SavedTensor(saved[i]!, ReferenceEquals(saved[i], result));
        }

        node.Save(kept);
        result.Edge = node;
        return result;
    }

    public static bool AnyNeeds(ReadOnlySpan<torch.Tensor?> inputs)
    {
        foreach (torch.Tensor? input in inputs)
        {
            if (input?.Edge is not null)
            {
                return true;
            }
        }

        return false;
    }
}
