using TacWeb.Tensors.Memory;

namespace TacWeb.Tensors.Autograd;

/// <summary>A value that an operation kept for its derivative: lives on when the user disposes the tensor it came from.</summary>
internal readonly struct SavedTensor
{
    private readonly Storage _storage;
    private readonly torch.ScalarType _type;
    private readonly long[] _sizes;
    private readonly long[] _strides;
    private readonly long _offset;
    private readonly int _version;
    private readonly Node? _edge;
    private readonly bool _isOutput;

    /// <param name="tensor">The value.</param>
    /// <param name="isOutput">The value is the result of the node that keeps it: the node must not hold itself.</param>
    public SavedTensor(torch.Tensor tensor, bool isOutput)
    {
        _storage = tensor.Storage.Retain();
        _type = tensor.dtype;
        _sizes = tensor.Sizes;
        _strides = tensor.Strides;
        _offset = tensor.Offset;
        _version = _storage.Version;
        _isOutput = isOutput;
        _edge = isOutput ? null : tensor.Edge?.Retain();
    }

    /// <summary>A tensor with the kept value, connected to the graph as the original was.</summary>
    /// <exception cref="InvalidOperationException">The value was overwritten since.</exception>
    public torch.Tensor Unpack(Node owner)
    {
        if (_storage.Version != _version)
        {
            throw new InvalidOperationException($"A value needed for the gradient of {owner.Operation} was modified by an in-place operation.");
        }

        return new torch.Tensor(_storage.Retain(), _type, _sizes, _strides, _offset, _isOutput ? owner : _edge);
    }

    public void Release()
    {
        _storage.Release();
        _edge?.Release();
    }

    /// <summary>Releases the value and hands the reference to its node to the caller.</summary>
    public Node? ReleaseInto()
    {
        _storage.Release();
        return _edge;
    }
}
