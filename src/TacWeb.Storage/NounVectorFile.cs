using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace TacWeb.Storage;

/// <summary>Unit noun vectors [count, d] in a file that grows batch by batch under another name and is renamed when complete.</summary>
public sealed class NounVectorFile
{
    private readonly string _path;
    private readonly int _count;
    private readonly int _dimension;

    internal NounVectorFile(string path, int count, int dimension) => (_path, _count, _dimension) = (path, count, dimension);

    /// <summary>Whether every noun has its vector.</summary>
    public bool IsComplete => File.Exists(_path) && new FileInfo(_path).Length == (long)_count * RowBytes;

    private int RowBytes => _dimension * sizeof(float);

    private string PartialPath => _path + ".partial";

    /// <summary>Maps the complete file.</summary>
    /// <exception cref="IOException">It is not complete.</exception>
    /// <param name="source">What errors call the rows.</param>
    public MappedVectors Map(string source) => IsComplete ? MappedVectors.Open(_path, source, _dimension, unit: true) : throw new IOException($"{_path} is not complete.");

    /// <summary>Rows that an interrupted computation left, a whole number of batches; what lies behind them is cut off.</summary>
    public int Resume(int batch)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        if (!File.Exists(PartialPath))
        {
            return 0;
        }

        using FileStream file = new(PartialPath, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        int rows = SoundRows(file, (int)Math.Min(_count, file.Length / RowBytes));
        rows = rows == _count ? rows : rows / batch * batch;
        file.SetLength((long)rows * RowBytes);
        return rows;
    }

    /// <summary>Appends rows and brings them to the disk.</summary>
    /// <param name="rows">Whole rows of unit length.</param>
    public void Append(ReadOnlySpan<float> rows)
    {
        using FileStream file = new(PartialPath, FileMode.Append, FileAccess.Write, FileShare.None, 1);
        file.Write(MemoryMarshal.AsBytes(rows));
        file.Flush(flushToDisk: true);
    }

    /// <summary>Gives the file its name.</summary>
    /// <exception cref="IOException">Rows are missing.</exception>
    public void Complete()
    {
        long bytes = new FileInfo(PartialPath).Length;
        if (bytes != (long)_count * RowBytes)
        {
            throw new IOException($"{PartialPath} has {bytes} bytes instead of {(long)_count * RowBytes}.");
        }

        File.Move(PartialPath, _path, overwrite: true);
    }

    /// <summary>A power cut can leave zeros where a row was promised: only unit rows count.</summary>
    private int SoundRows(FileStream file, int rows)
    {
        float[] row = new float[_dimension];
        for (int i = 0; i < rows; i++)
        {
            file.ReadExactly(MemoryMarshal.AsBytes(row.AsSpan()));
            if (!(Math.Abs(TensorPrimitives.Norm<float>(row) - 1) < 1e-3))
            {
                return i;
            }
        }

        return rows;
    }
}
