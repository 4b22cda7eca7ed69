using System.Runtime.InteropServices;

namespace TacWeb.Tensors.Memory;

/// <summary>One block of native memory, 64-byte aligned, shared by a tensor, its views and the graph; given back to the pool with its last reference.</summary>
internal sealed unsafe class Storage
{
    private int _references = 1;
    private byte* _data;

    private Storage(byte* data, long bytes)
    {
        _data = data;
        Capacity = bytes;
    }

    /// <summary>The safety net for tensors that nobody disposed.</summary>
    ~Storage() => Free();

    public long Capacity { get; }

    public bool IsSoleOwner => _references == 1;

    /// <summary>Counts in-place changes, so that the graph can tell when a value it kept was overwritten.</summary>
    public int Version { get; set; }

    public byte* Data => _data != null ? _data : throw new ObjectDisposedException(nameof(torch.Tensor));

    /// <summary>Memory of at least the given size; its content is arbitrary.</summary>
    public static Storage Allocate(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        long capacity = StoragePool.Round(bytes);
        return new Storage(StoragePool.Rent(capacity), capacity);
    }

    public Storage Retain()
    {
        Interlocked.Increment(ref _references);
        return this;
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Usage", "CA1816", Justification = "The last Release is the Dispose of a counted block.")]
    public void Release()
    {
        if (Interlocked.Decrement(ref _references) == 0)
        {
            Free();
            GC.SuppressFinalize(this);
        }
    }

    private void Free()
    {
        byte* data = _data;
        _data = null;
        if (data != null)
        {
            StoragePool.Return(data, Capacity);
        }
    }
}
