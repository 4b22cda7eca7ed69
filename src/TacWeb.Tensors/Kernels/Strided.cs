namespace TacWeb.Tensors.Kernels;

/// <summary>Walks over tensors of the same shape and any strides, one inner run at a time.</summary>
internal static class Strided
{
    /// <summary>What to do with one run of elements of two tensors.</summary>
    /// <param name="count">Elements of the run.</param>
    /// <param name="x">The first tensor's element at its start.</param>
    /// <param name="dx">The first tensor's step.</param>
    /// <param name="y">The second tensor's element at its start.</param>
    /// <param name="dy">The second tensor's step.</param>
    public delegate void Run(long count, long x, long dx, long y, long dy);

    /// <summary>What to do with one run of elements of three tensors.</summary>
    public delegate void Run3(long count, long x, long dx, long y, long dy, long z, long dz);

    public static void ForEachRun(long[] sizes, long[] first, long[] second, long grain, Run run)
        => ForEachRun(sizes, first, second, second, grain, (count, x, dx, y, dy, _, _) => run(count, x, dx, y, dy));

    public static void ForEachRun(long[] sizes, long[] first, long[] second, long[] third, long grain, Run3 run)
    {
        (long[] shape, long[] a, long[] b, long[] c) = Coalesce(sizes, first, second, third);
        if (Memory.Shapes.Count(shape) == 0)
        {
            return;
        }

        int last = shape.Length - 1;
        long inner = shape[last], outer = 1;
        for (int d = 0; d < last; d++)
        {
            outer *= shape[d];
        }

        if (outer == 1)
        {
            ThreadTeam.For(inner, grain, (from, to) => run(to - from, from * a[last], a[last], from * b[last], b[last], from * c[last], c[last]));
            return;
        }

        ThreadTeam.For(outer, Math.Max(1, grain / inner), (from, to) =>
        {
            for (long row = from; row < to; row++)
            {
                long rest = row, x = 0, y = 0, z = 0;
                for (int d = last - 1; d >= 0; d--)
                {
                    (rest, long at) = Math.DivRem(rest, shape[d]);
                    x += at * a[d];
                    y += at * b[d];
                    z += at * c[d];
                }

                run(inner, x, a[last], y, b[last], z, c[last]);
            }
        });
    }

    /// <summary>Joins neighbouring dimensions that all three tensors walk without a gap.</summary>
    private static (long[] Sizes, long[] A, long[] B, long[] C) Coalesce(long[] sizes, long[] a, long[] b, long[] c)
    {
        List<(long Size, long A, long B, long C)> joined = [];
        for (int d = 0; d < sizes.Length; d++)
        {
            if (sizes[d] == 1)
            {
                continue;
            }

            (long size, long x, long y, long z) = (sizes[d], a[d], b[d], c[d]);
            if (joined.Count > 0 && joined[^1] is var p && p.A == x * size && p.B == y * size && p.C == z * size)
            {
                joined[^1] = (p.Size * size, x, y, z);
            }
            else
            {
                joined.Add((size, x, y, z));
            }
        }

        return joined.Count == 0
            ? ([1], [0], [0], [0])
            : ([.. joined.Select(j => j.Size)], [.. joined.Select(j => j.A)], [.. joined.Select(j => j.B)], [.. joined.Select(j => j.C)]);
    }
}
