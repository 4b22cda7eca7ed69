namespace TacWeb.Tensors.Autograd;

/// <summary>The backward pass over recorded operations.</summary>
internal static class Engine
{
    private static long s_lastVisit;

    /// <summary>Differentiates the outputs.</summary>
    /// <param name="outputs">What is differentiated.</param>
    /// <param name="gradients">The gradient of each output; null for one, where the output is a single number.</param>
    /// <param name="inputs">Where gradients are wanted; null: at every leaf.</param>
    /// <param name="retain">Keep the graph for another pass.</param>
    /// <param name="create">Record the pass itself, so that its results can be differentiated.</param>
    /// <param name="collect">True: return the gradients of the inputs. False: add them to the leaves.</param>
    public static torch.Tensor?[] Run(
        IList<torch.Tensor> outputs, IList<torch.Tensor>? gradients, IList<torch.Tensor>? inputs, bool retain, bool create, bool collect)
    {
        using DisposeScope scope = DisposeScopeManager.Open();
        using GradMode mode = new(create);
        List<Node> order = Reach(outputs, inputs);
        torch.Tensor?[] results = new torch.Tensor?[collect ? inputs!.Count : 0];
        try
        {
            Seed(outputs, gradients);
            foreach (Node node in order)
            {
                Visit(node, inputs, results, create, collect);
                if (!retain && !node.IsLeaf && node.Wanted)
                {
                    node.ReleaseSaved();
                }
            }
        }
        finally
        {
            foreach (Node node in order)
            {
                node.Pending = null;
            }
        }

        scope.MoveToOuter(results.OfType<IDisposable>());
        return results;
    }

    private static List<Node> Reach(IList<torch.Tensor> outputs, IList<torch.Tensor>? inputs)
    {
        long visit = Interlocked.Increment(ref s_lastVisit);
        List<Node> reached = [];
        Stack<Node> open = new();
        foreach (torch.Tensor output in outputs)
        {
            open.Push(output.Edge ?? throw new InvalidOperationException("A tensor that does not require a gradient cannot be differentiated."));
        }

        while (open.TryPop(out Node? node))
        {
            if (node.Visit == visit)
            {
                continue;
            }

            node.Visit = visit;
            node.Wanted = inputs is null;
            reached.Add(node);
            foreach (Node? input in node.Inputs)
            {
                if (input is not null && input.Visit != visit)
                {
                    open.Push(input);
                }
            }
        }

        reached.Sort(static (a, b) => b.Sequence.CompareTo(a.Sequence));
        if (inputs is not null)
        {
            MarkWanted(reached, inputs);
        }

        return reached;
    }

    private static void MarkWanted(List<Node> descending, IList<torch.Tensor> inputs)
    {
        foreach (torch.Tensor input in inputs)
        {
            Node edge = input.Edge ?? throw new InvalidOperationException("One of the inputs does not require a gradient.");
            edge.Wanted = true;
        }

        for (int i = descending.Count - 1; i >= 0; i--)
        {
            foreach (Node? input in descending[i].Inputs)
            {
                descending[i].Wanted |= input is { Wanted: true };
            }
        }
    }

    private static void Seed(IList<torch.Tensor> outputs, IList<torch.Tensor>? gradients)
    {
        for (int i = 0; i < outputs.Count; i++)
        {
            torch.Tensor? given = gradients is not null && i < gradients.Count ? gradients[i] : null;
            if (given is null && outputs[i].numel() != 1)
            {
                throw new InvalidOperationException("A gradient can be made up only for outputs of a single number; give one for the others.");
            }

            if (given is not null && !given.Sizes.AsSpan().SequenceEqual(outputs[i].Sizes))
            {
                throw new ArgumentException($"The gradient [{string.Join(", ", given.Sizes)}] has not the shape of its output [{string.Join(", ", outputs[i].Sizes)}].", nameof(gradients));
            }

            Add(outputs[i].Edge!, given?.alias() ?? torch.ones(outputs[i].Sizes));
        }
    }

    private static void Visit(Node node, IList<torch.Tensor>? inputs, torch.Tensor?[] results, bool create, bool collect)
    {
        torch.Tensor? gradient = node.Pending;
        node.Pending = null;
        if (gradient is null || !node.Wanted)
        {
            return;
        }

        if (collect)
        {
            Collect(node, gradient, inputs!, results);
        }
        else if (node.IsLeaf && (inputs is null || inputs.Any(input => input.Edge == node)))
        {
            Accumulate(node, gradient, create);
        }

        if (!node.IsLeaf && AnyWanted(node))
        {
            Propagate(node, gradient);
        }

        if (!results.Contains(gradient))
        {
            gradient.Dispose();
        }
    }

    private static bool AnyWanted(Node node)
    {
        for (int i = 0; i < node.Inputs.Length; i++)
        {
            if (node.Needs(i))
            {
                return true;
            }
        }

        return false;
    }

    private static void Collect(Node node, torch.Tensor gradient, IList<torch.Tensor> inputs, torch.Tensor?[] results)
    {
        bool given = false;
        for (int i = 0; i < inputs.Count; i++)
        {
            if (inputs[i].Edge == node)
            {
                results[i] = given ? gradient.alias() : gradient;
                given = true;
            }
        }
    }

    private static void Propagate(Node node, torch.Tensor gradient)
    {
        using DisposeScope scope = DisposeScopeManager.Open();
        torch.Tensor?[] gradients = node.Differentiate(gradient);
        for (int i = 0; i < gradients.Length; i++)
        {
            if (gradients[i] is not { } own || !node.Needs(i))
            {
                continue;
            }

            // One object may be the gradient of several inputs, or the incoming one: each place gets its own.
            bool shared = ReferenceEquals(own, gradient) || Array.IndexOf(gradients, own, 0, i) >= 0;
            Add(node.Inputs[i]!, shared ? own.alias() : own, scope);
        }
    }

    private static void Add(Node node, torch.Tensor gradient, DisposeScope? scope = null)
    {
        torch.Tensor? former = node.Pending;
        node.Pending = former is null ? gradient : former + gradient;
        scope?.MoveToOuter(node.Pending);
        former?.Dispose();
    }

    private static void Accumulate(Node leaf, torch.Tensor gradient, bool create)
    {
        torch.Tensor? former = leaf.Gradient;
        if (former is not null && !create && former.Edge is null)
        {
            former.add_(gradient);
            return;
        }

        torch.Tensor next = former is not null ? former + gradient
            : gradient.IsSoleOwner ? gradient.alias()
            : gradient.clone();
        next.Untrack();
        leaf.Gradient = next;
        former?.ReleaseStorage();
    }
}
