namespace TacWeb.Tensors.Memory;

/// <summary>Arithmetic on sizes and strides.</summary>
internal static class Shapes
{
    public static long Count(ReadOnlySpan<long> sizes)
    {
        long count = 1;
        foreach (long size in sizes)
        {
            count = checked(count * size);
        }

        return count;
    }

    public static long[] Contiguous(ReadOnlySpan<long> sizes)
    {
        long[] strides = new long[sizes.Length];
        long stride = 1;
        for (int i = sizes.Length - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= Math.Max(sizes[i], 1);
        }

        return strides;
    }

    public static bool IsContiguous(ReadOnlySpan<long> sizes, ReadOnlySpan<long> strides)
    {
        long stride = 1;
        for (int i = sizes.Length - 1; i >= 0; i--)
        {
            if (sizes[i] == 0)
            {
                return true;
            }

            if (sizes[i] != 1 && strides[i] != stride)
            {
                return false;
            }

            stride *= sizes[i];
        }

        return true;
    }

    /// <summary>A dimension's number, where negative ones count from the last.</summary>
    public static int Dimension(long dimension, int rank)
    {
        int bound = Math.Max(rank, 1);
        return dimension >= -bound && dimension < bound
            ? (int)(dimension < 0 ? dimension + bound : dimension)
            : throw new ArgumentOutOfRangeException(nameof(dimension), dimension, $"A tensor of {rank} dimensions has no dimension {dimension}.");
    }

    /// <summary>The common shape of two operands: missing leading dimensions and those of size one are repeated.</summary>
    public static long[] Broadcast(ReadOnlySpan<long> a, ReadOnlySpan<long> b)
    {
        long[] result = new long[Math.Max(a.Length, b.Length)];
        for (int i = 1; i <= result.Length; i++)
        {
            long x = i <= a.Length ? a[^i] : 1;
            long y = i <= b.Length ? b[^i] : 1;
            if (x != y && x != 1 && y != 1)
            {
                throw new ArgumentException($"The shapes [{Text(a)}] and [{Text(b)}] cannot be broadcast together.");
            }

            result[^i] = x == 1 ? y : x;
        }

        return result;
    }

    /// <summary>Strides that read an operand as if it had the wider shape: zero where it is repeated.</summary>
    public static long[] BroadcastStrides(ReadOnlySpan<long> sizes, ReadOnlySpan<long> strides, ReadOnlySpan<long> wider)
    {
        long[] result = new long[wider.Length];
        int shift = wider.Length - sizes.Length;
        for (int i = 0; i < sizes.Length; i++)
        {
            if (sizes[i] != wider[i + shift] && sizes[i] != 1)
            {
                throw new ArgumentException($"The shape [{Text(sizes)}] cannot be expanded to [{Text(wider)}].");
            }

            result[i + shift] = sizes[i] == 1 ? 0 : strides[i];
        }

        return result;
    }

    /// <summary>Replaces the one −1 of a wanted shape by what remains, and checks the number of elements.</summary>
    public static long[] Resolve(ReadOnlySpan<long> wanted, long count)
    {
        long[] sizes = wanted.ToArray();
        int open = Array.IndexOf(sizes, -1L);
        if (open >= 0)
        {
            sizes[open] = 1;
            long rest = Count(sizes);
            sizes[open] = rest == 0 ? 0 : count / rest;
        }

        return Array.TrueForAll(sizes, size => size >= 0) && Count(sizes) == count
            ? sizes
            : throw new ArgumentException($"The shape [{Text(wanted)}] is invalid for {count} elements.");
    }

    /// <summary>The strides of a view with other sizes, or null when the elements must be copied for it.</summary>
    public static long[]? View(ReadOnlySpan<long> sizes, ReadOnlySpan<long> strides, ReadOnlySpan<long> wanted)
    {
        if (IsContiguous(sizes, strides))
        {
            return Contiguous(wanted);
        }

        long[] result = new long[wanted.Length];
        int to = wanted.Length - 1;
        for (int from = sizes.Length - 1; from >= 0;)
        {
            // One run of old dimensions that follow each other without gaps, as a single dimension.
            long run = sizes[from], stride = strides[from];
            while (from > 0 && (sizes[from - 1] == 1 || strides[from - 1] == run * stride))
            {
                run *= sizes[--from];
            }

            from--;
            long filled = 1;
            while (to >= 0 && (filled < run || wanted[to] == 1))
            {
                result[to] = filled * stride;
                filled *= wanted[to--];
            }

            if (filled != run)
            {
                return null;
            }
        }

        return to < 0 ? result : null;
    }

    public static string Text(ReadOnlySpan<long> sizes) => string.Join(", ", sizes.ToArray());
}
