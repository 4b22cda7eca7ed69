using System.Collections;

namespace TacWeb.Tensors.Utils;

/// <summary>The elements of a tensor, in row-major order, for managed code.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
public sealed class TensorAccessor<T> : IDisposable, IEnumerable<T>
    where T : unmanaged
{
    private readonly torch.Tensor _tensor;

    internal TensorAccessor(torch.Tensor tensor) => _tensor = tensor;

    /// <summary>The number of elements.</summary>
    public long Count => _tensor.numel();

    /// <summary>One element, by its place in row-major order or by one position for each dimension.</summary>
    public unsafe T this[params long[] indices]
    {
        get => *At(indices);
        set
        {
            *At(indices) = value;
            _tensor.Storage.Version++;
        }
    }

    /// <summary>All elements, copied.</summary>
    public T[] ToArray()
    {
        T[] result = new T[Count];
        CopyTo(result);
        return result;
    }

    /// <summary>Copies elements from a position on into an array, as many as fit.</summary>
    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    /// <summary>Copies elements from a position on into a span, as many as fit.</summary>
    public unsafe void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        using torch.Tensor whole = Plain();
        int count = (int)Math.Min(Count - tensorIndex, array.Length - arrayIndex);
        new ReadOnlySpan<T>(whole.Storage.Data + ((whole.Offset + tensorIndex) * sizeof(T)), count).CopyTo(array[arrayIndex..]);
    }

    /// <summary>Copies an array into the tensor from a position on.</summary>
    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    /// <summary>Copies a span into the tensor from a position on.</summary>
    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        for (int i = arrayIndex; i < array.Length && tensorIndex < Count; i++, tensorIndex++)
        {
            this[tensorIndex] = array[i];
        }
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Nothing to release: the tensor keeps its memory.</summary>
    public void Dispose()
    {
    }

    private torch.Tensor Plain()
    {
        using IDisposable mode = torch.no_grad();
        return _tensor.contiguous();
    }

    private unsafe T* At(long[] indices)
    {
        long[] sizes = _tensor.Sizes, strides = _tensor.Strides;
        bool linear = indices.Length == 1 && sizes.Length != 1;
        long rest = indices[0], offset = _tensor.Offset;
        for (int d = sizes.Length - 1; d >= 0; d--)
        {
            long position = linear ? rest % sizes[d] : indices[d];
            rest = linear ? rest / sizes[d] : 0;
            if (position < 0 || position >= sizes[d])
            {
                throw new ArgumentOutOfRangeException(nameof(indices), $"{position} is not a position of a dimension of size {sizes[d]}.");
            }

            offset += position * strides[d];
        }

        return rest == 0 || !linear
            ? (T*)_tensor.Storage.Data + offset
            : throw new ArgumentOutOfRangeException(nameof(indices), $"{indices[0]} is not a position among {Count} elements.");
    }
}
