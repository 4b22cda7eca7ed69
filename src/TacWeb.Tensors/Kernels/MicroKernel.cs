using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TacWeb.Tensors.Kernels;

/// <summary>The innermost product: a sliver of packed rows of A times a panel of packed columns of B, held in registers.</summary>
/// <remarks>12×32 with AVX-512, 6×16 with AVX2 and FMA, else 6×16 on portable vectors of four.</remarks>
internal static unsafe class MicroKernel
{
    /// <summary>Rows of a sliver.</summary>
    public static readonly int Rows = Avx512F.IsSupported ? 12 : 6;

    /// <summary>Columns of a panel.</summary>
    public static readonly int Columns = Avx512F.IsSupported ? 32 : 16;

    /// <summary>The larger of the shapes: room for one result.</summary>
    public const int Room = 12 * 32;

    /// <summary>C (+)= A·B for one sliver and one panel, both packed depth by depth.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run(int depth, float* a, float* b, float* c, long ldc, bool accumulate)
    {
        if (Avx512F.IsSupported)
        {
            MicroKernel512.Run(depth, a, b, c, ldc, accumulate);
        }
        else if (Fma.IsSupported)
        {
            MicroKernel256.Run(depth, a, b, c, ldc, accumulate);
        }
        else
        {
            MicroKernel128.Run(depth, a, b, c, ldc, accumulate);
        }
    }
}
