using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TacWeb.Tensors.Kernels;

/// <summary>The innermost product: a sliver of six packed rows of A times a panel of sixteen packed columns of B, held in registers.</summary>
internal static unsafe class MicroKernel
{
    public const int Rows = 6;
    public const int Columns = 16;

    /// <summary>C[6,16] (+)= A[6,depth]·B[depth,16], both packed depth by depth.</summary>
    public static void Run(int depth, float* a, float* b, float* c, long ldc, bool accumulate)
    {
        if (Fma.IsSupported)
        {
            Wide(depth, a, b, c, ldc, accumulate);
        }
        else
        {
            Portable(depth, a, b, c, ldc, accumulate);
        }
    }

    /// <summary>For processors without AVX2: a row at a time on vectors of four.</summary>
    internal static void Portable(int depth, float* a, float* b, float* c, long ldc, bool accumulate)
    {
        for (int i = 0; i < Rows; i++)
        {
            Vector128<float> c0 = default, c1 = default, c2 = default, c3 = default;
            for (int k = 0; k < depth; k++)
            {
                Vector128<float> value = Vector128.Create(a[(k * Rows) + i]);
                float* row = b + (k * Columns);
                c0 += value * Vector128.Load(row);
                c1 += value * Vector128.Load(row + 4);
                c2 += value * Vector128.Load(row + 8);
                c3 += value * Vector128.Load(row + 12);
            }

            float* to = c + (i * ldc);
            Put(to, c0, accumulate);
            Put(to + 4, c1, accumulate);
            Put(to + 8, c2, accumulate);
            Put(to + 12, c3, accumulate);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Wide(int depth, float* a, float* b, float* c, long ldc, bool accumulate)
    {
        Vector256<float> c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default;
        Vector256<float> c30 = default, c31 = default, c40 = default, c41 = default, c50 = default, c51 = default;
        for (int k = 0; k < depth; k++, a += Rows, b += Columns)
        {
            Vector256<float> b0 = Avx.LoadVector256(b), b1 = Avx.LoadVector256(b + 8);
            Vector256<float> x = Avx.BroadcastScalarToVector256(a);
            c00 = Fma.MultiplyAdd(x, b0, c00);
            c01 = Fma.MultiplyAdd(x, b1, c01);
            x = Avx.BroadcastScalarToVector256(a + 1);
            c10 = Fma.MultiplyAdd(x, b0, c10);
            c11 = Fma.MultiplyAdd(x, b1, c11);
            x = Avx.BroadcastScalarToVector256(a + 2);
            c20 = Fma.MultiplyAdd(x, b0, c20);
            c21 = Fma.MultiplyAdd(x, b1, c21);
            x = Avx.BroadcastScalarToVector256(a + 3);
            c30 = Fma.MultiplyAdd(x, b0, c30);
            c31 = Fma.MultiplyAdd(x, b1, c31);
            x = Avx.BroadcastScalarToVector256(a + 4);
            c40 = Fma.MultiplyAdd(x, b0, c40);
            c41 = Fma.MultiplyAdd(x, b1, c41);
            x = Avx.BroadcastScalarToVector256(a + 5);
            c50 = Fma.MultiplyAdd(x, b0, c50);
            c51 = Fma.MultiplyAdd(x, b1, c51);
        }

        Put(c, c00, c01, accumulate);
        Put(c + ldc, c10, c11, accumulate);
        Put(c + (2 * ldc), c20, c21, accumulate);
        Put(c + (3 * ldc), c30, c31, accumulate);
        Put(c + (4 * ldc), c40, c41, accumulate);
        Put(c + (5 * ldc), c50, c51, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(float* c, Vector256<float> low, Vector256<float> high, bool accumulate)
    {
        Avx.Store(c, accumulate ? Avx.LoadVector256(c) + low : low);
        Avx.Store(c + 8, accumulate ? Avx.LoadVector256(c + 8) + high : high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(float* c, Vector128<float> value, bool accumulate)
        => (accumulate ? Vector128.Load(c) + value : value).Store(c);
}
