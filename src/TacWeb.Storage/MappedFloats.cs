using System.Buffers;
using System.IO.MemoryMappedFiles;

namespace TacWeb.Storage;

/// <summary>The numbers of a file as memory: paged in by the operating system when read, never held as a whole. Read-only.</summary>
/// <remarks>Whoever reads after <see cref="IDisposable.Dispose"/> reads freed memory: keep the owner as long as its vectors.</remarks>
public sealed unsafe class MappedFloats : MemoryManager<float>
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly int _length;
    private byte* _pointer;

    /// <summary>Maps a file of little-endian float32 numbers.</summary>
    /// <exception cref="IOException">The file is missing, empty, or no whole number of floats; or holds more than 2³¹ − 1.</exception>
    public MappedFloats(string path)
    {
        long bytes = new FileInfo(path).Length;
        if (bytes == 0 || bytes % sizeof(float) != 0 || bytes / sizeof(float) > int.MaxValue)
        {
            throw new IOException($"{path} has {bytes} bytes; it cannot be read as numbers.");
        }

        _length = (int)(bytes / sizeof(float));
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        _view = _file.CreateViewAccessor(0, bytes, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _pointer);
    }

    /// <inheritdoc/>
    public override Span<float> GetSpan()
    {
        ObjectDisposedException.ThrowIf(_pointer is null, this);
        return new Span<float>(_pointer + _view.PointerOffset, _length);
    }

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)_length, nameof(elementIndex));
        return new MemoryHandle((float*)(_pointer + _view.PointerOffset) + elementIndex);
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
