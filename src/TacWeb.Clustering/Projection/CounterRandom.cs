namespace TacWeb.Clustering.Projection;

/// <summary>SplitMix64: random numbers that depend on a seed and a place only, so that parallel work repeats whatever the number of threads.</summary>
internal struct CounterRandom
{
    private ulong _state;

    public CounterRandom(int seed, int first, int second)
    {
        _state = ((ulong)(uint)seed << 32) | (uint)first;
        _state = Next() ^ (uint)second;
        Next();
    }

    /// <summary>0 … <paramref name="limit"/> − 1.</summary>
    public int Below(int limit) => (int)(((Next() >> 32) * (ulong)limit) >> 32);

    /// <summary>0 … 1, never 1.</summary>
    public float Unit() => (Next() >> 40) * (1f / (1 << 24));

    private ulong Next()
    {
        ulong z = _state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
