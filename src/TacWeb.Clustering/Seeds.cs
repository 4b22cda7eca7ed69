namespace TacWeb.Clustering;

/// <summary>Independent random streams from one seed, the same on every machine.</summary>
internal static class Seeds
{
    /// <summary>A seed for one purpose: SplitMix64 of both numbers, 31 bits.</summary>
    public static int Derive(int seed, int purpose)
    {
        unchecked
        {
            ulong z = ((ulong)(uint)seed << 32 | (uint)purpose) + 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return (int)((z ^ (z >> 31)) & int.MaxValue);
        }
    }

    public static Random Stream(int seed, int purpose) => new(Derive(seed, purpose));

    /// <summary><paramref name="take"/> different numbers of 0 … count − 1, ascending.</summary>
    public static int[] Sample(int count, int take, Random random)
    {
        if (take >= count)
        {
            return [.. Enumerable.Range(0, count)];
        }

        HashSet<int> chosen = [];
        for (int i = count - take; i < count; i++) // Floyd: every subset is equally likely
        {
            int candidate = random.Next(i + 1);
            chosen.Add(chosen.Contains(candidate) ? i : candidate);
        }

        return [.. chosen.Order()];
    }
}
