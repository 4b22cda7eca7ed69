using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TacWeb.Tensors.Kernels;

/// <summary>Copies blocks of A and B into the order in which the micro-kernel reads them; what is missing at the edges is zero.</summary>
internal static unsafe class Packing
{
    /// <summary>B[depth, columns] as panels of <see cref="MicroKernel.Columns"/> columns, depth by depth.</summary>
    public static void Right(int depth, int columns, Matrix b, float* to)
    {
        for (int column = 0; column < columns; column += MicroKernel.Columns, to += (long)depth * MicroKernel.Columns)
        {
            int wide = Math.Min(MicroKernel.Columns, columns - column);
            float* from = b.At(0, column);
            if (wide == MicroKernel.Columns && b.ColumnStride == 1)
            {
                CopyRows(depth, from, b.RowStride, to);
            }
            else if (wide == MicroKernel.Columns && b.RowStride == 1 && Avx.IsSupported)
            {
                TransposePanel(depth, from, b.ColumnStride, to);
            }
            else
            {
                Gather(depth, wide, MicroKernel.Columns, from, b.RowStride, b.ColumnStride, to);
            }
        }
    }

    /// <summary>A[rows, depth] as slivers of <see cref="MicroKernel.Rows"/> rows, depth by depth.</summary>
    public static void Left(int rows, int depth, Matrix a, float* to)
    {
        for (int row = 0; row < rows; row += MicroKernel.Rows, to += (long)depth * MicroKernel.Rows)
        {
            int high = Math.Min(MicroKernel.Rows, rows - row);
            float* from = a.At(row, 0);
            if (high == 12 && a.ColumnStride == 1)
            {
                TransposeSliver12(depth, from, a.RowStride, to);
            }
            else if (high == MicroKernel.Rows && a.ColumnStride == 1 && Sse.IsSupported)
            {
                TransposeSliver(depth, from, a.RowStride, to);
            }
            else if (high == MicroKernel.Rows && a.RowStride == 1)
            {
                CopySliver(depth, from, a.ColumnStride, to);
            }
            else
            {
                Gather(depth, high, MicroKernel.Rows, from, a.ColumnStride, a.RowStride, to);
            }
        }
    }

    private static void CopyRows(int depth, float* from, long stride, float* to)
    {
        for (int k = 0; k < depth; k++, from += stride, to += MicroKernel.Columns)
        {
            for (int j = 0; j < MicroKernel.Columns; j += 16)
            {
                Vector256.Load(from + j).Store(to + j);
                Vector256.Load(from + j + 8).Store(to + j + 8);
            }
        }
    }

    private static void CopySliver(int depth, float* from, long stride, float* to)
    {
        for (int k = 0; k < depth; k++, from += stride, to += MicroKernel.Rows)
        {
            Vector128.Load(from).Store(to);
            if (MicroKernel.Rows == 12)
            {
                Vector128.Load(from + 4).Store(to + 4);
                Vector128.Load(from + 8).Store(to + 8);
            }
            else
            {
                Unsafe.WriteUnaligned(to + 4, Unsafe.ReadUnaligned<double>(from + 4));
            }
        }
    }

    /// <param name="depth">Outer steps.</param>
    /// <param name="count">Elements present in each step.</param>
    /// <param name="full">Elements written in each step.</param>
    /// <param name="from">The first element.</param>
    /// <param name="depthStride">Elements between steps.</param>
    /// <param name="stride">Elements within a step.</param>
    /// <param name="to">The packed target.</param>
    private static void Gather(int depth, int count, int full, float* from, long depthStride, long stride, float* to)
    {
        for (int k = 0; k < depth; k++, from += depthStride, to += full)
        {
            for (int j = 0; j < full; j++)
            {
                to[j] = j < count ? from[j * stride] : 0;
            }
        }
    }

    private static void TransposePanel(int depth, float* from, long stride, float* to)
    {
        int k = 0;
        for (; k + 8 <= depth; k += 8, to += 8 * MicroKernel.Columns)
        {
            for (int j = 0; j < MicroKernel.Columns; j += 8)
            {
                Transpose8(from + k + (j * stride), stride, to + j);
            }
        }

        Gather(depth - k, MicroKernel.Columns, MicroKernel.Columns, from + k, 1, stride, to);
    }

    private static void Transpose8(float* from, long stride, float* to)
    {
        Vector256<float> r0 = Avx.LoadVector256(from), r1 = Avx.LoadVector256(from + stride), r2 = Avx.LoadVector256(from + (2 * stride)), r3 = Avx.LoadVector256(from + (3 * stride));
        Vector256<float> r4 = Avx.LoadVector256(from + (4 * stride)), r5 = Avx.LoadVector256(from + (5 * stride)), r6 = Avx.LoadVector256(from + (6 * stride)), r7 = Avx.LoadVector256(from + (7 * stride));
        Vector256<float> t0 = Avx.UnpackLow(r0, r1), t1 = Avx.UnpackHigh(r0, r1), t2 = Avx.UnpackLow(r2, r3), t3 = Avx.UnpackHigh(r2, r3);
        Vector256<float> t4 = Avx.UnpackLow(r4, r5), t5 = Avx.UnpackHigh(r4, r5), t6 = Avx.UnpackLow(r6, r7), t7 = Avx.UnpackHigh(r6, r7);
        r0 = Avx.Shuffle(t0, t2, 0x44);
        r1 = Avx.Shuffle(t0, t2, 0xEE);
        r2 = Avx.Shuffle(t1, t3, 0x44);
        r3 = Avx.Shuffle(t1, t3, 0xEE);
        r4 = Avx.Shuffle(t4, t6, 0x44);
        r5 = Avx.Shuffle(t4, t6, 0xEE);
        r6 = Avx.Shuffle(t5, t7, 0x44);
        r7 = Avx.Shuffle(t5, t7, 0xEE);
        int step = MicroKernel.Columns;
        Avx.Store(to, Avx.Permute2x128(r0, r4, 0x20));
        Avx.Store(to + step, Avx.Permute2x128(r1, r5, 0x20));
        Avx.Store(to + (2 * step), Avx.Permute2x128(r2, r6, 0x20));
        Avx.Store(to + (3 * step), Avx.Permute2x128(r3, r7, 0x20));
        Avx.Store(to + (4 * step), Avx.Permute2x128(r0, r4, 0x31));
        Avx.Store(to + (5 * step), Avx.Permute2x128(r1, r5, 0x31));
        Avx.Store(to + (6 * step), Avx.Permute2x128(r2, r6, 0x31));
        Avx.Store(to + (7 * step), Avx.Permute2x128(r3, r7, 0x31));
    }

    /// <summary>Twelve rows at four depths at a time: three 4×4 transposes.</summary>
    private static void TransposeSliver12(int depth, float* from, long stride, float* to)
    {
        int k = 0;
        for (; k + 4 <= depth; k += 4, to += 48)
        {
            for (int i = 0; i < 12; i += 4)
            {
                float* at = from + k + (i * stride), place = to + i;
                Vector128<float> v0 = Sse.LoadVector128(at), v1 = Sse.LoadVector128(at + stride);
                Vector128<float> v2 = Sse.LoadVector128(at + (2 * stride)), v3 = Sse.LoadVector128(at + (3 * stride));
                Vector128<float> a0 = Sse.UnpackLow(v0, v1), a1 = Sse.UnpackHigh(v0, v1), a2 = Sse.UnpackLow(v2, v3), a3 = Sse.UnpackHigh(v2, v3);
                Sse.Store(place, Sse.MoveLowToHigh(a0, a2));
                Sse.Store(place + 12, Sse.MoveHighToLow(a2, a0));
                Sse.Store(place + 24, Sse.MoveLowToHigh(a1, a3));
                Sse.Store(place + 36, Sse.MoveHighToLow(a3, a1));
            }
        }

        Gather(depth - k, 12, 12, from + k, 1, stride, to);
    }

    /// <summary>Six rows at four depths at a time: a 6×4 transpose.</summary>
    private static void TransposeSliver(int depth, float* from, long stride, float* to)
    {
        int k = 0;
        for (; k + 4 <= depth; k += 4, to += 4 * MicroKernel.Rows)
        {
            float* at = from + k;
            Vector128<float> v0 = Sse.LoadVector128(at), v1 = Sse.LoadVector128(at + stride), v2 = Sse.LoadVector128(at + (2 * stride));
            Vector128<float> v3 = Sse.LoadVector128(at + (3 * stride)), v4 = Sse.LoadVector128(at + (4 * stride)), v5 = Sse.LoadVector128(at + (5 * stride));
            Vector128<float> a0 = Sse.UnpackLow(v0, v1), a1 = Sse.UnpackHigh(v0, v1), a2 = Sse.UnpackLow(v2, v3);
            Vector128<float> a3 = Sse.UnpackHigh(v2, v3), e0 = Sse.UnpackLow(v4, v5), e1 = Sse.UnpackHigh(v4, v5);
            Sse.Store(to, Sse.MoveLowToHigh(a0, a2));
            Sse.StoreLow(to + 4, e0);
            Sse.Store(to + 6, Sse.MoveHighToLow(a2, a0));
            Sse.StoreHigh(to + 10, e0);
            Sse.Store(to + 12, Sse.MoveLowToHigh(a1, a3));
            Sse.StoreLow(to + 16, e1);
            Sse.Store(to + 18, Sse.MoveHighToLow(a3, a1));
            Sse.StoreHigh(to + 22, e1);
        }

        Gather(depth - k, MicroKernel.Rows, MicroKernel.Rows, from + k, 1, stride, to);
    }
}
