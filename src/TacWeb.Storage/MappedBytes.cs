using System.Buffers;
using System.IO.MemoryMappedFiles;

namespace TacWeb.Storage;

/// <summary>The bytes of a file as memory: paged in by the operating system when read, never held as a whole. Read-only.</summary>
/// <remarks>Whoever reads after <see cref="IDisposable.Dispose"/> reads freed memory: keep the owner as long as what lies over it.</remarks>
public sealed unsafe class MappedBytes : MemoryManager<byte>
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly int _length;
    private byte* _pointer;

    /// <summary>Maps a file.</summary>
    /// <exception cref="IOException">The file is missing, empty, or larger than 2 GiB.</exception>
    public MappedBytes(string path)
    {
        long bytes = new FileInfo(path).Length;
        if (bytes is 0 or > int.MaxValue)
        {
            throw new IOException($"{path} has {bytes} bytes; it cannot be mapped.");
        }

        _length = (int)bytes;
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        _view = _file.CreateViewAccessor(0, bytes, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _pointer);
    }

    /// <inheritdoc/>
    public override Span<byte> GetSpan()
    {
        ObjectDisposedException.ThrowIf(_pointer is null, this);
        return new Span<byte>(_pointer + _view.PointerOffset, _length);
    }

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)_length, nameof(elementIndex));
        return new MemoryHandle(_pointer + _view.PointerOffset + elementIndex);
    }

    /// <inheritdoc/>
    public override void Unpin()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _pointer is not null)
        {
            _pointer = null;
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
            _view.Dispose();
            _file.Dispose();
        }
    }
}
