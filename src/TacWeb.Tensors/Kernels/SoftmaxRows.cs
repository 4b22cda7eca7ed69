using System.Numerics;

namespace TacWeb.Tensors.Kernels;

/// <summary>Softmax, its logarithm and log-sum-exp of rows, shifted by the row's maximum.</summary>
internal static unsafe class SoftmaxRows
{
    private const long Grain = 1 << 13;

    public static void Softmax(float* x, float* result, long rows, int count)
        => ForRows(rows, count, row =>
        {
            float* to = result + (row * count);
            float sum = ExpShifted(x + (row * count), to, count, Largest(x + (row * count), count));
            Scale(to, count, 1 / sum);
        });

    public static void LogSoftmax(float* x, float* result, long rows, int count)
        => ForRows(rows, count, row =>
        {
            float* from = x + (row * count), to = result + (row * count);
            float shift = LogSum(from, to, count);
            Elementwise.Affine(from, to, count, 1, -shift);
        });

    public static void LogSumExp(float* x, float* result, long rows, int count)
        => ForRows(rows, count, row =>
        {
            result[row] = LogSum(x + (row * count), null, count);
        });

    private static void ForRows(long rows, int count, Action<long> body) => ThreadTeam.For(rows, Math.Max(1, Grain / Math.Max(count, 1)), (from, to) =>
    {
        for (long row = from; row < to; row++)
        {
            body(row);
        }
    });

    private static float LogSum(float* x, float* buffer, int count)
    {
        float largest = Largest(x, count);
        return float.IsInfinity(largest) ? largest : largest + MathF.Log(ExpShifted(x, buffer, count, largest));
    }

    private static float Largest(float* x, int count)
    {
        int width = Vector<float>.Count, i = 0;
        float largest = float.NegativeInfinity;
        if (count >= width)
        {
            Vector<float> best = Vector.Load(x);
            for (i = width; i + width <= count; i += width)
            {
                best = Vector.Max(best, Vector.Load(x + i));
            }

            for (int lane = 0; lane < width; lane++)
            {
                largest = MathF.Max(largest, best[lane]);
            }
        }

        for (; i < count; i++)
        {
            largest = MathF.Max(largest, x[i]);
        }

        return largest;
    }

    /// <summary>exp(x − shift), stored when there is a place for it; returns the sum.</summary>
    private static float ExpShifted(float* x, float* result, int count, float shift)
    {
        int width = Vector<float>.Count, i = 0;
        Vector<float> by = new(shift), sums = Vector<float>.Zero;
        for (; i + width <= count; i += width)
        {
            Vector<float> value = VectorMath.Exp(Vector.Load(x + i) - by);
            sums += value;
            if (result != null)
            {
                Vector.Store(value, result + i);
            }
        }

        float sum = Vector.Sum(sums);
        float* rest = stackalloc float[width];
        new Span<float>(rest, width).Fill(float.NegativeInfinity);
        new ReadOnlySpan<float>(x + i, count - i).CopyTo(new Span<float>(rest, width));
        Vector<float> tail = VectorMath.Exp(Vector.Load(rest) - by);
        for (int lane = 0; lane < count - i; lane++)
        {
            sum += tail[lane];
            if (result != null)
            {
                result[i + lane] = tail[lane];
            }
        }

        return sum;
    }

    private static void Scale(float* x, int count, float factor) => Elementwise.Affine(x, x, count, factor, 0);
}
