namespace TacWeb.Tensors.Random;

/// <summary>xoshiro256** (Blackman and Vigna, 2018), seeded by splitmix64: the same numbers on every machine and number of threads.</summary>
internal sealed class RandomStream
{
    private readonly Lock _gate = new();
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    public RandomStream(long seed) => Seed(seed);

    public long InitialSeed { get; private set; }

    public void Seed(long seed)
    {
        InitialSeed = seed;
        ulong state = (ulong)seed;
        (_a, _b, _c, _d) = (Mix(ref state), Mix(ref state), Mix(ref state), Mix(ref state));
    }

    public ulong[] GetState() => [_a, _b, _c, _d];

    public void SetState(ulong[] state) => (_a, _b, _c, _d) = (state[0], state[1], state[2], state[3]);

    public ulong Next()
    {
        lock (_gate)
        {
            ulong result = ulong.RotateLeft(_b * 5, 7) * 9, shifted = _b << 17;
            _c ^= _a;
            _d ^= _b;
            _b ^= _c;
            _a ^= _d;
            _c ^= shifted;
            _d = ulong.RotateLeft(_d, 45);
            return result;
        }
    }

    /// <summary>Uniform in [0, 1), 53 bits.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1L << 53));

    /// <summary>Uniform in [0, 1), 24 bits: never rounds up to 1.</summary>
    public float NextSingle() => (Next() >> 40) * (1f / (1 << 24));

    /// <summary>Uniform among 0 … bound − 1, without bias (Lemire, 2019).</summary>
    public long NextInt64(long bound)
    {
        ulong range = (ulong)bound;
        ulong high = Math.BigMul(Next(), range, out ulong low);
        if (low < range)
        {
            ulong threshold = (0 - range) % range;
            while (low < threshold)
            {
                high = Math.BigMul(Next(), range, out low);
            }
        }

        return (long)high;
    }

    /// <summary>Standard normal, by Box and Muller.</summary>
    public double NextNormal()
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        return radius * Math.Cos(2 * Math.PI * NextDouble());
    }

    private static ulong Mix(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
