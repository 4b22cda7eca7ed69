using TacWeb.Tensors.Random;

namespace TacWeb.Tensors;

public static partial class torch
{
    private static readonly Generator s_default = new(0);

    /// <summary>A source of random numbers with a seed; independent of the others.</summary>
    public class Generator : IDisposable
    {
        /// <summary>A source that starts from the seed.</summary>
        public Generator(ulong seed = 0, Device? device = null) => Stream = new RandomStream((long)seed);

        internal RandomStream Stream { get; }

        /// <summary>Starts again from a seed.</summary>
        public Generator manual_seed(long seed)
        {
            Stream.Seed(seed);
            return this;
        }

        /// <summary>The seed from which the source started.</summary>
        public long initial_seed() => Stream.InitialSeed;

        /// <summary>Nothing to release: kept for TorchSharp's signature.</summary>
        public void Dispose() => GC.SuppressFinalize(this);
    }

    /// <summary>Starts the common source of random numbers again from a seed.</summary>
    public static Generator manual_seed(long seed) => s_default.manual_seed(seed);

    /// <summary>Uniform numbers in [0, 1).</summary>
    public static Tensor rand(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null)
    {
        RandomStream stream = Source(generator);
        return Draw(size, () => stream.NextSingle(), requires_grad);
    }

    /// <summary>Uniform numbers in [0, 1).</summary>
    public static Tensor rand(params long[] size) => rand((ReadOnlySpan<long>)size);

    /// <summary>Standard normal numbers.</summary>
    public static Tensor randn(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null)
    {
        RandomStream stream = Source(generator);
        return Draw(size, () => (float)stream.NextNormal(), requires_grad);
    }

    /// <summary>Standard normal numbers.</summary>
    public static Tensor randn(params long[] size) => randn((ReadOnlySpan<long>)size);

    /// <summary>Standard normal numbers in the shape of another tensor.</summary>
    public static Tensor randn_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => randn(input.Sizes, dtype, device, requires_grad);

    /// <summary>Uniform numbers in [0, 1) in the shape of another tensor.</summary>
    public static Tensor rand_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => rand(input.Sizes, dtype, device, requires_grad);

    /// <summary>Uniform integers from 0 to before high.</summary>
    public static Tensor randint(long high, ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null)
        => randint(0, high, size, dtype, device, requires_grad, generator);

    /// <summary>Uniform integers from low to before high.</summary>
    public static Tensor randint(
        long low, long high, ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null)
    {
        if (high <= low)
        {
            throw new ArgumentException($"There is no integer from {low} to before {high}.", nameof(high));
        }

        RandomStream stream = Source(generator);
        long[] values = new long[Memory.Shapes.Count(size)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = low + stream.NextInt64(high - low);
        }

        return tensor(values, size, dtype, device, requires_grad);
    }

    /// <summary>The integers from 0 to before n in random order.</summary>
    public static Tensor randperm(long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null)
    {
        RandomStream stream = Source(generator);
        long[] values = new long[n];
        for (long i = 0; i < n; i++)
        {
            long other = stream.NextInt64(i + 1);
            values[i] = values[other];
            values[other] = i;
        }

        return tensor(values, dtype, device, requires_grad);
    }

    internal static RandomStream Source(Generator? generator) => (generator ?? s_default).Stream;

    private static unsafe Tensor Draw(ReadOnlySpan<long> size, Func<float> next, bool requires_grad)
    {
        Tensor result = Tensor.Empty(size, ScalarType.Float32);
        float* values = result.Floats();
        long count = result.numel();
        for (long i = 0; i < count; i++)
        {
            values[i] = next();
        }

        return result.requires_grad_(requires_grad);
    }
}
