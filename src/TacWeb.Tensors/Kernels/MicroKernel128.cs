using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TacWeb.Tensors.Kernels;

/// <summary>6×16, a row at a time on vectors of four: for processors without AVX2.</summary>
internal static unsafe class MicroKernel128
{
    private const int Rows = 6;
    private const int Columns = 16;

    public static void Run(int depth, float* a, float* b, float* c, long ldc, bool accumulate)
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(float* c, Vector128<float> value, bool accumulate)
        => (accumulate ? Vector128.Load(c) + value : value).Store(c);
}
