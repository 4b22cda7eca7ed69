using System.Runtime.InteropServices;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering;

/// <summary>The only place where managed rows become tensors and back. Always copies, so nothing outlives its owner.</summary>
internal static class TensorBridge
{
    /// <summary>Rows start … start + count − 1 as a tensor [count, d].</summary>
    public static Tensor Block(Vectors rows, int start, int count) =>
        torch.tensor(MemoryMarshal.AsMemory(rows.Values.Slice(start * rows.Dimension, count * rows.Dimension)), [count, rows.Dimension]);

    /// <summary>The given rows as a tensor [rows.Length, d], copied straight into its memory: called at every training step, so it leaves no managed garbage.</summary>
    public static Tensor Rows(Vectors source, ReadOnlySpan<int> rows)
    {
        Tensor taken = torch.empty([rows.Length, source.Dimension]);
        Span<float> target = MemoryMarshal.Cast<byte, float>(taken.bytes);
        for (int i = 0; i < rows.Length; i++)
        {
            source[rows[i]].CopyTo(target.Slice(i * source.Dimension, source.Dimension));
        }

        return taken;
    }

    /// <summary>Row-major numbers as a tensor [rows, columns].</summary>
    public static Tensor Matrix(float[] values, int rows, int columns) => torch.tensor(values.AsMemory(), [rows, columns]);

    /// <summary>Copies a contiguous tensor's elements into a buffer that is used again and again; grows it when it is too short.</summary>
    public static void CopyTo<T>(Tensor tensor, ref T[] buffer)
        where T : unmanaged
    {
        Span<T> elements = MemoryMarshal.Cast<byte, T>(tensor.bytes);
        if (buffer.Length < elements.Length)
        {
            buffer = new T[elements.Length];
        }

        elements.CopyTo(buffer);
    }

    /// <summary>All numbers of a tensor, row-major.</summary>
    public static float[] ToArray(Tensor tensor) => tensor.data<float>().ToArray();
}
