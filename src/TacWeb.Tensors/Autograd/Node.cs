namespace TacWeb.Tensors.Autograd;

/// <summary>The gradients of an operation's inputs, made of differentiable operations on the gradient of its result.</summary>
/// <param name="gradient">The gradient of the result, in its shape.</param>
/// <param name="node">Gives the kept values and tells which inputs need a gradient.</param>
internal delegate torch.Tensor?[] Backward(torch.Tensor gradient, Node node);

/// <summary>One recorded operation, or a leaf that collects its gradient. Counted by reference: what it keeps is freed with the last tensor that needs it.</summary>
internal sealed class Node
{
    private static long s_lastSequence;

    private readonly Node?[] _inputs;
    private readonly Backward? _backward;
    private SavedTensor[]? _saved;
    private int _references;

    public Node(Operation operation, Node?[] inputs, Backward? backward)
    {
        Operation = operation;
        _inputs = inputs;
        _backward = backward;
        Sequence = Interlocked.Increment(ref s_lastSequence);
        foreach (Node? input in inputs)
        {
            input?.Retain();
        }
    }

    public Operation Operation { get; }

    /// <summary>Later operations have larger numbers, so descending order is a valid order for the backward pass.</summary>
    public long Sequence { get; }

    public ReadOnlySpan<Node?> Inputs => _inputs;

    public bool IsLeaf => Operation == Operation.Leaf;

    /// <summary>The collected gradient of a leaf; belongs to no dispose scope.</summary>
    public torch.Tensor? Gradient { get; set; }

    /// <summary>The backward run that reached this node last.</summary>
    public long Visit { get; set; }

    /// <summary>Whether the current run needs a gradient here.</summary>
    public bool Wanted { get; set; }

    /// <summary>The gradient collected so far in the current run.</summary>
    public torch.Tensor? Pending { get; set; }

    public static Node NewLeaf() => new(Operation.Leaf, [], null);

    public void Save(SavedTensor[] saved) => _saved = saved;

    public bool Needs(int input) => _inputs[input] is { Wanted: true };

    /// <summary>A kept value, as a tensor of the current dispose scope.</summary>
    public torch.Tensor Saved(int index) => _saved![index].Unpack(this);

    public torch.Tensor?[] Differentiate(torch.Tensor gradient)
    {
        if (_saved is null)
        {
            throw new InvalidOperationException("The graph was already freed by a backward pass; keep it with retain_graph: true.");
        }

        return _backward!(gradient, this);
    }

    public Node Retain()
    {
        Interlocked.Increment(ref _references);
        return this;
    }

    public void Release()
    {
        if (Interlocked.Decrement(ref _references) == 0)
        {
            Free(this);
        }
    }

    public void ReleaseSaved()
    {
        SavedTensor[]? saved = _saved;
        _saved = null;
        foreach (SavedTensor value in saved ?? [])
        {
            value.Release();
        }
    }

    // A long chain is freed without recursion: the stack would not hold a graph of many thousand operations.
    private static void Free(Node first)
    {
        Stack<Node> dead = new([first]);
        while (dead.TryPop(out Node? node))
        {
            node.FreeSaved(dead);
            foreach (Node? input in node._inputs)
            {
                if (input is not null && Interlocked.Decrement(ref input._references) == 0)
                {
                    dead.Push(input);
                }
            }
        }
    }

    private void FreeSaved(Stack<Node> dead)
    {
        SavedTensor[]? saved = _saved;
        _saved = null;
        foreach (SavedTensor value in saved ?? [])
        {
            if (value.ReleaseInto() is { } edge && Interlocked.Decrement(ref edge._references) == 0)
            {
                dead.Push(edge);
            }
        }
    }
}
