using System.Runtime.Intrinsics.X86;
using TacWeb.Tensors.Kernels;

namespace TacWeb.Tensors.Tests.Kernels;

public sealed unsafe class GemmTests
{
    public static TheoryData<int, int, int> Shapes => new()
    {
        { 1, 1, 1 }, { 1, 17, 3 }, { 5, 16, 7 }, { 6, 16, 256 }, { 7, 17, 257 }, { 12, 32, 4 }, { 13, 33, 5 }, { 97, 10, 300 },
        { 10, 130, 513 }, { 200, 3, 2 }, { 3, 2100, 40 }, { 191, 65, 511 }, { 2, 2, 0 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_product_agrees_with_sums_in_double_for_all_transposes(int m, int n, int k)
    {
        foreach ((bool left, bool right, bool accumulate) in from a in new[] { false, true } from b in new[] { false, true } from c in new[] { false, true } select (a, b, c))
        {
            Check(m, n, k, left ? (1, m) : (k, 1), right ? (1, k) : (n, 1), accumulate);
        }
    }

    [Fact]
    public void Matrices_with_gaps_on_both_sides_are_read_where_they_lie() => Check(37, 41, 53, (200, 3), (2, 150), accumulate: true);

    [Fact]
    public void A_product_on_two_threads_has_the_same_bits_every_time()
    {
        float[] a = Draw(1, 300 * 200), b = Draw(2, 200 * 90);
        float[] first = Multiply(300, 90, 200, a, (200, 1), b, (90, 1), new float[300 * 90], false);
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(first, Multiply(300, 90, 200, a, (200, 1), b, (90, 1), new float[300 * 90], false));
        }
    }

    [Theory]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(512)]
    public void Each_micro_kernel_that_this_processor_has_multiplies_its_block(int width)
    {
        if ((width == 256 && !Fma.IsSupported) || (width == 512 && !Avx512F.IsSupported))
        {
            return;
        }

        (int rows, int columns) = width == 512 ? (12, 32) : (6, 16);
        const int Depth = 37;
        float[] a = Draw(3, rows * Depth), b = Draw(4, columns * Depth), c = Draw(5, rows * columns), before = [.. c];
        fixed (float* x = a, y = b, z = c)
        {
            (width switch { 128 => (delegate*<int, float*, float*, float*, long, bool, void>)&MicroKernel128.Run, 256 => &MicroKernel256.Run, _ => &MicroKernel512.Run })(Depth, x, y, z, columns, true);
        }

        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                double expected = before[(i * columns) + j] + Enumerable.Range(0, Depth).Sum(k => (double)a[(k * rows) + i] * b[(k * columns) + j]);
                Assert.Equal(expected, c[(i * columns) + j], 1e-4);
            }
        }
    }

    private static void Check(int m, int n, int k, (int Row, int Column) left, (int Row, int Column) right, bool accumulate)
    {
        float[] a = Draw(1, 1 + (m * left.Row) + (k * left.Column)), b = Draw(2, 1 + (k * right.Row) + (n * right.Column)), before = Draw(3, m * n);
        float[] c = Multiply(m, n, k, a, left, b, right, [.. before], accumulate);
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
            {
                double expected = accumulate ? before[(i * n) + j] : 0;
                for (int p = 0; p < k; p++)
                {
                    expected += (double)a[(i * left.Row) + (p * left.Column)] * b[(p * right.Row) + (j * right.Column)];
                }

                Assert.True(Math.Abs(expected - c[(i * n) + j]) < 1e-5 * (10 + k), $"[{i}, {j}]: {c[(i * n) + j]} instead of {expected}");
            }
        }
    }

    private static float[] Multiply(int m, int n, int k, float[] a, (int Row, int Column) left, float[] b, (int Row, int Column) right, float[] c, bool accumulate)
    {
        fixed (float* x = a, y = b, z = c)
        {
            Gemm.Multiply(m, n, k, new((nint)x, left.Row, left.Column), new((nint)y, right.Row, right.Column), z, n, accumulate);
        }

        return c;
    }

    private static float[] Draw(int seed, int count)
    {
        torch.Generator generator = new((ulong)seed);
        using torch.Tensor values = torch.rand([count], generator: generator);
        return [.. values.data<float>().Select(v => v - 0.5f)];
    }
}
