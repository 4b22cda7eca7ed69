using System.Numerics;
using TacWeb.Tensors.Memory;

namespace TacWeb.Tensors.Kernels;

/// <summary>Sums and extremes along dimensions. Floats are added in short runs, the runs in double, always in the same order: results do not depend on the number of threads.</summary>
internal static unsafe class Reduction
{
    private const int Run = 256;
    private const int Columns = 128;
    private const int RowsARun = 16;
    private const long Block = 1 << 15;

    /// <summary>The tensor as [outer, reduced, inner] without gaps, for dimensions in ascending order; dispose it.</summary>
    public static torch.Tensor Arrange(torch.Tensor x, int[] dimensions, out long outer, out long reduced, out long inner)
    {
        int rank = x.Sizes.Length;
        bool adjacent = dimensions.Length == 0 || dimensions[^1] - dimensions[0] == dimensions.Length - 1;
        int[] kept = [.. Enumerable.Range(0, rank).Except(dimensions)];
        reduced = dimensions.Aggregate(1L, (product, d) => product * x.Sizes[d]);
        inner = !adjacent || dimensions.Length == 0 ? 1 : Shapes.Count(x.Sizes.AsSpan(dimensions[^1] + 1));
        outer = kept.Aggregate(1L, (product, d) => product * x.Sizes[d]) / Math.Max(inner, 1);
        if (adjacent)
        {
            return x.contiguous();
        }

        using torch.Tensor permuted = x.permute([.. kept.Concat(dimensions).Select(d => (long)d)]);
        return permuted.contiguous();
    }

    /// <summary>Sums a function of the elements; the result has one element for each outer and inner position.</summary>
    public static void Sum<TFunction>(float* x, float* result, long outer, long reduced, long inner, TFunction function)
        where TFunction : struct, IUnary
    {
        if (inner != 1)
        {
            SumColumns(x, result, outer, reduced, inner, function);
        }
        else if (outer == 1)
        {
            result[0] = (float)SumAll(x, reduced, function);
        }
        else
        {
            ThreadTeam.For(outer, Math.Max(1, Block / Math.Max(reduced, 1)), (from, to) =>
            {
                for (long row = from; row < to; row++)
                {
                    result[row] = (float)SumRow(x + (row * reduced), reduced, function);
                }
            });
        }
    }

    private static double SumAll<TFunction>(float* x, long count, TFunction function)
        where TFunction : struct, IUnary
    {
        int blocks = checked((int)((count + Block - 1) / Block));
        double[] sums = new double[blocks];
        ThreadTeam.For(blocks, 2, (from, to) =>
        {
            for (long block = from; block < to; block++)
            {
                sums[block] = SumRow(x + (block * Block), Math.Min(Block, count - (block * Block)), function);
            }
        });

        double sum = 0;
        foreach (double part in sums)
        {
            sum += part;
        }

        return sum;
    }

    private static double SumRow<TFunction>(float* x, long count, TFunction function)
        where TFunction : struct, IUnary
    {
        int width = Vector<float>.Count;
        double sum = 0;
        long i = 0;
        while (i + width <= count)
        {
            long end = Math.Min(i + Run, count - width + 1);
            Vector<float> run = Vector<float>.Zero;
            for (; i < end; i += width)
            {
                run += function.Invoke(Vector.Load(x + i));
            }

            Vector.Widen(run, out Vector<double> low, out Vector<double> high);
            sum += Vector.Sum(low + high);
        }

        for (; i < count; i++)
        {
            sum += function.Invoke(new Vector<float>(x[i]))[0];
        }

        return sum;
    }

    private static void SumColumns<TFunction>(float* x, float* result, long outer, long reduced, long inner, TFunction function)
        where TFunction : struct, IUnary
    {
        long panels = (inner + Columns - 1) / Columns;
        ThreadTeam.For(outer * panels, Math.Max(1, Block / Math.Max(1, reduced * Math.Min(inner, Columns))), (from, to) =>
        {
            for (long task = from; task < to; task++)
            {
                (long o, long panel) = Math.DivRem(task, panels);
                long first = panel * Columns;
                SumPanel(x + (o * reduced * inner) + first, result + (o * inner) + first, reduced, inner, (int)Math.Min(Columns, inner - first), function);
            }
        });
    }

    private static void SumPanel<TFunction>(float* x, float* result, long rows, long stride, int columns, TFunction function)
        where TFunction : struct, IUnary
    {
        int width = Vector<float>.Count;
        float* run = stackalloc float[Columns];
        double* sums = stackalloc double[Columns];
        new Span<double>(sums, Columns).Clear();
        for (long start = 0; start < rows; start += RowsARun)
        {
            new Span<float>(run, Columns).Clear();
            for (long row = start; row < Math.Min(rows, start + RowsARun); row++)
            {
                float* values = x + (row * stride);
                int j = 0;
                for (; j + width <= columns; j += width)
                {
                    Vector.Store(Vector.Load(run + j) + function.Invoke(Vector.Load(values + j)), run + j);
                }

                for (; j < columns; j++)
                {
                    run[j] += function.Invoke(new Vector<float>(values[j]))[0];
                }
            }

            for (int j = 0; j < columns; j++)
            {
                sums[j] += run[j];
            }
        }

        for (int j = 0; j < columns; j++)
        {
            result[j] = (float)sums[j];
        }
    }

    /// <summary>The largest or smallest element and its first position; NaN wins, as in PyTorch.</summary>
    public static void Extreme(float* x, float* values, long* positions, long outer, long reduced, long inner, bool largest)
    {
        ThreadTeam.For(outer, Math.Max(1, Block / Math.Max(1, reduced * inner)), (from, to) =>
        {
            for (long o = from; o < to; o++)
            {
                for (long i = 0; i < inner; i++)
                {
                    long at = Best(x + (o * reduced * inner) + i, reduced, inner, largest);
                    values[(o * inner) + i] = x[(o * reduced * inner) + (at * inner) + i];
                    positions[(o * inner) + i] = at;
                }
            }
        });
    }

    private static long Best(float* x, long count, long stride, bool largest)
    {
        if (stride == 1 && largest && count >= Vector<float>.Count)
        {
            return FirstLargest(x, count);
        }

        long best = 0;
        for (long i = 1; i < count; i++)
        {
            float value = x[i * stride], champion = x[best * stride];
            bool better = largest ? value > champion : value < champion;
            if (better || (float.IsNaN(value) && !float.IsNaN(champion)))
            {
                best = i;
            }
        }

        return best;
    }

    private static long FirstLargest(float* x, long count)
    {
        int width = Vector<float>.Count;
        Vector<float> best = Vector.Load(x);
        Vector<int> ordered = Vector.Equals(best, best);
        long i = width;
        for (; i + width <= count; i += width)
        {
            Vector<float> value = Vector.Load(x + i);
            ordered &= Vector.Equals(value, value);
            best = Vector.Max(best, value);
        }

        float largest = float.NegativeInfinity;
        for (int lane = 0; lane < width; lane++)
        {
            largest = ordered[lane] == 0 ? float.NaN : MathF.Max(largest, best[lane]);
        }

        for (; i < count; i++)
        {
            largest = MathF.Max(largest, x[i]);
        }

        ReadOnlySpan<float> row = new(x, checked((int)count));
        return Vector.EqualsAll(ordered, new Vector<int>(-1)) && !float.IsNaN(largest) ? row.IndexOf(largest) : FirstNaN(row);
    }

    private static long FirstNaN(ReadOnlySpan<float> row)
    {
        for (int i = 0; i < row.Length; i++)
        {
            if (float.IsNaN(row[i]))
            {
                return i;
            }
        }

        return -1;
    }
}

internal readonly struct IdentityFunction : IUnary
{
    public Vector<float> Invoke(Vector<float> x) => x;
}
