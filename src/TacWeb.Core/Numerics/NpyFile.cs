using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace TacWeb.Core.Numerics;

/// <summary>Reads and writes NumPy's <c>.npy</c> files over streams: little-endian, C order, format versions 1 to 3.</summary>
/// <remarks>
/// Elements are converted block by block straight into the result, so no second copy of the array is ever held. Every error is a
/// <see cref="TacWebException"/> that begins with the name given for the stream. Bytes after the array are not read.
/// </remarks>
public static class NpyFile
{
    private const int BlockBytes = 1 << 20;

    /// <summary>Reads float16, float32 or float64 rows as they are, not normalised.</summary>
    /// <param name="stream">At the first byte of the file; need not be seekable.</param>
    /// <param name="name">What errors call the file; becomes <see cref="Vectors.Source"/>.</param>
    /// <returns>[N, d] with N, d ≥ 1; every number is finite.</returns>
    /// <exception cref="TacWebException">Another type, shape or order, a number that is not finite (named by row), or missing data.</exception>
    public static Vectors ReadMatrix(Stream stream, string name)
    {
        (float[] values, int columns) = ReadRows(stream, name);
        return new Vectors(name, columns, unit: false, values);
    }

    /// <summary>Reads rows as <see cref="ReadMatrix"/> does and divides each by its length.</summary>
    /// <param name="stream">At the first byte of the file; need not be seekable.</param>
    /// <param name="name">What errors call the file; becomes <see cref="Vectors.Source"/>.</param>
    /// <param name="meanNorm">Mean length of the rows as they were.</param>
    /// <returns>Unit rows [N, d].</returns>
    /// <exception cref="TacWebException">As <see cref="ReadMatrix"/>, or a row is all zeros.</exception>
    public static Vectors ReadUnitMatrix(Stream stream, string name, out double meanNorm)
    {
        (float[] values, int columns) = ReadRows(stream, name);
        meanNorm = UnitRows.Normalize(values, columns, name);
        return new Vectors(name, columns, unit: true, values);
    }

    /// <summary>Reads integers of any width, shape [n] or [n, 1].</summary>
    /// <param name="stream">At the first byte of the file; need not be seekable.</param>
    /// <param name="name">What errors call the file.</param>
    /// <exception cref="TacWebException">Not integers, another shape, a value outside int32 (named by row), or missing data.</exception>
    public static int[] ReadLabels(Stream stream, string name)
    {
        NpyHeader header = NpyHeader.Read(stream, name);
        int width = NpyElements.IntegerWidth(header.ElementType);
        if (width == 0)
        {
            throw Refused(name, header, "labels are integers");
        }

        if (header.Shape.Count is < 1 or > 2 || (header.Shape.Count == 2 && header.Shape[1] != 1))
        {
            throw new TacWebException($"{name} has shape {Describe(header)}; labels have shape (n,).");
        }

        int count = Elements(stream, name, header, width);
        int[] labels = new int[count];
        ReadBlocks(stream, name, count, width, (bytes, start) => NpyElements.ToLabels(header.ElementType, bytes, labels.AsSpan(start), start, name));
        return labels;
    }

    /// <summary>Reads pictures: uint8, shape [n, h, w, c] with c = 1 or 3, or [n, h, w].</summary>
    /// <param name="stream">At the first byte of the file; need not be seekable.</param>
    /// <param name="name">What errors call the file.</param>
    /// <exception cref="TacWebException">Another type or shape, or missing data.</exception>
    public static Pixels ReadPixels(Stream stream, string name)
    {
        NpyHeader header = NpyHeader.Read(stream, name);
        if (header.ElementType is not ("|u1" or "<u1" or "u1"))
        {
            throw Refused(name, header, "pixels are uint8");
        }

        long channels = header.Shape.Count == 4 ? header.Shape[3] : 1;
        if (header.Shape.Count is not (3 or 4) || channels is not (1 or 3))
        {
            throw new TacWebException($"{name} has shape {Describe(header)}; pixels have shape (n, h, w, c) with c = 1 or 3.");
        }

        byte[] values = GC.AllocateUninitializedArray<byte>(Elements(stream, name, header, width: 1));
        ReadBlocks(stream, name, values.Length, 1, (bytes, start) => bytes.CopyTo(values.AsSpan(start)));
        return new Pixels((int)header.Shape[1], (int)header.Shape[2], (int)channels, values);
    }

    /// <summary>Writes rows as float32 [N, d].</summary>
    public static void WriteMatrix(Stream stream, Vectors vectors)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        WriteFloats(stream, vectors.Values.Span, vectors.Dimension);
    }

    /// <summary>Writes soft assignments as float32 [N, K].</summary>
    public static void WriteMatrix(Stream stream, Probabilities probabilities)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        WriteFloats(stream, probabilities.Values.Span, probabilities.Classes);
    }

    /// <summary>Writes float32 [rows, columns] row by row, for matrices that are never whole in memory.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Length of a row.</param>
    /// <param name="read">Fills one row, given its number.</param>
    public static void WriteMatrix(Stream stream, int rows, int columns, Action<int, Span<float>> read)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(read);
        NpyHeader.Write(stream, "<f4", rows, columns);
        float[] values = new float[columns];
        for (int row = 0; row < rows; row++)
        {
            read(row, values);
            stream.Write(MemoryMarshal.AsBytes(values.AsSpan()));
        }
    }

    /// <summary>Writes labels as int64 [n].</summary>
    public static void WriteLabels(Stream stream, IReadOnlyList<int> labels)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(labels);
        NpyHeader.Write(stream, "<i8", labels.Count);
        byte[] block = new byte[BlockBytes];
        int perBlock = BlockBytes / sizeof(long);
        for (int start = 0; start < labels.Count; start += perBlock)
        {
            int count = Math.Min(perBlock, labels.Count - start);
            for (int i = 0; i < count; i++)
            {
                BinaryPrimitives.WriteInt64LittleEndian(block.AsSpan(i * sizeof(long)), labels[start + i]);
            }

            stream.Write(block, 0, count * sizeof(long));
        }
    }

    private static void WriteFloats(Stream stream, ReadOnlySpan<float> values, int columns)
    {
        ArgumentNullException.ThrowIfNull(stream);
        NpyHeader.Write(stream, "<f4", values.Length / columns, columns);
        int perBlock = BlockBytes / sizeof(float);
        for (int start = 0; start < values.Length; start += perBlock)
        {
            // .NET 10 runs on little-endian machines only, as the file wants it
            stream.Write(MemoryMarshal.AsBytes(values.Slice(start, Math.Min(perBlock, values.Length - start))));
        }
    }

    private static (float[] Values, int Columns) ReadRows(Stream stream, string name)
    {
        NpyHeader header = NpyHeader.Read(stream, name);
        int width = NpyElements.FloatWidth(header.ElementType);
        if (width == 0)
        {
            throw Refused(name, header, "a matrix is float16, float32 or float64");
        }

        if (header.Shape.Count != 2)
        {
            throw new TacWebException($"{name} has shape {Describe(header)}; a matrix has shape (rows, columns).");
        }

        float[] values = GC.AllocateUninitializedArray<float>(Elements(stream, name, header, width));
        int columns = (int)header.Shape[1];
        ReadBlocks(stream, name, values.Length, width, (bytes, start) =>
        {
            Span<float> block = values.AsSpan(start, bytes.Length / width);
            NpyElements.ToFloats(header.ElementType, bytes, block);
            RefuseNonFinite(block, start, columns, name);
        });
        return (values, columns);
    }

    private static void RefuseNonFinite(ReadOnlySpan<float> block, int start, int columns, string name)
    {
        if (TensorPrimitives.IsFiniteAll(block))
        {
            return;
        }

        int index = 0;
        while (float.IsFinite(block[index]))
        {
            index++;
        }

        string found = float.IsNaN(block[index]) ? "NaN" : "an infinite or too large number";
        throw new TacWebException($"{name}, row {(start + index) / columns}: column {(start + index) % columns} holds {found}.");
    }

    private static void ReadBlocks(Stream stream, string name, int count, int width, SpanAction convert)
    {
        byte[] block = new byte[(int)Math.Min(BlockBytes, (long)count * width)];
        for (int start = 0; start < count; start += block.Length / width)
        {
            int bytes = Math.Min(block.Length / width, count - start) * width;
            int read = stream.ReadAtLeast(block.AsSpan(0, bytes), bytes, throwOnEndOfStream: false);
            if (read < bytes)
            {
                throw new TacWebException($"{name} is cut off: it holds {start + (read / width)} of {count} numbers.");
            }

            convert(block.AsSpan(0, bytes), start);
        }
    }

    /// <summary>Product of the shape, once it is known to fit into an array and into what is left of a seekable stream.</summary>
    private static int Elements(Stream stream, string name, NpyHeader header, int width)
    {
        UInt128 count = 1;
        foreach (long length in header.Shape)
        {
            count = length == 0 ? throw new TacWebException($"{name} has shape {Describe(header)}: it is empty.") : count * (UInt128)length;
            if (count > (UInt128)Array.MaxLength)
            {
                throw new TacWebException($"{name} has shape {Describe(header)}: more than {Array.MaxLength} numbers.");
            }
        }

        return stream.CanSeek && (UInt128)(stream.Length - stream.Position) < count * (UInt128)width
            ? throw new TacWebException($"{name} is cut off: it holds {(stream.Length - stream.Position) / width} of {count} numbers.")
            : (int)count;
    }

    private static TacWebException Refused(string name, NpyHeader header, string wanted) =>
        header.ElementType.StartsWith('>')
            ? new($"{name} holds big-endian numbers ('{header.ElementType}'); save them little-endian.")
            : new($"{name} holds elements of type '{header.ElementType}'; {wanted}.");

    private static string Describe(NpyHeader header) => $"({string.Join(", ", header.Shape)}{(header.Shape.Count == 1 ? "," : "")})";

    private delegate void SpanAction(ReadOnlySpan<byte> bytes, int start);
}
