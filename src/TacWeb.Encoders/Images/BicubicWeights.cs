using System.Buffers;

namespace TacWeb.Encoders.Images;

/// <summary>Pillow's bicubic weights for a stretch of output pixels along one axis, in 22-bit fixed point (libImaging/Resample.c, <c>precompute_coeffs</c>, <c>normalize_coeffs_8bpc</c>).</summary>
internal readonly struct BicubicWeights : IDisposable
{
    /// <summary>Fraction bits of a weight: 32 − 8 − 2.</summary>
    public const int PrecisionBits = 22;

    private readonly int[] weights; // count × Taps
    private readonly int[] bounds;  // count × (first input pixel, number of input pixels)

    /// <summary>Computes the weights of output pixels <paramref name="from"/> … <paramref name="from"/> + <paramref name="count"/> − 1.</summary>
    /// <param name="inputSize">Pixels of the input along the axis.</param>
    /// <param name="outputSize">Pixels of the whole output along the axis.</param>
    /// <param name="from">First output pixel wanted.</param>
    /// <param name="count">Output pixels wanted.</param>
    public BicubicWeights(int inputSize, int outputSize, int from, int count)
    {
        var scale = (double)inputSize / outputSize;
        var filterScale = Math.Max(1.0, scale); // antialiasing: the filter widens when shrinking
        var support = 2.0 * filterScale;
        Taps = ((int)Math.Ceiling(support) * 2) + 1;
        Count = count;
        weights = ArrayPool<int>.Shared.Rent(count * Taps);
        bounds = ArrayPool<int>.Shared.Rent(count * 2);
        var raw = ArrayPool<double>.Shared.Rent(Taps);
        for (var i = 0; i < count; i++)
        {
            var centre = (i + from + 0.5) * scale;
            var first = Math.Max(0, (int)(centre - support + 0.5));
            var taps = Math.Min(inputSize, (int)(centre + support + 0.5)) - first;
            (bounds[2 * i], bounds[(2 * i) + 1]) = (first, taps);
            Normalize(raw.AsSpan(0, taps), first - centre + 0.5, 1.0 / filterScale, weights.AsSpan(i * Taps, taps));
        }

        ArrayPool<double>.Shared.Return(raw);
    }

    /// <summary>Room for weights an output pixel.</summary>
    public int Taps { get; }

    /// <summary>Output pixels.</summary>
    public int Count { get; }

    /// <summary>First input pixel of an output pixel.</summary>
    public int First(int output) => bounds[2 * output];

    /// <summary>The weights of an output pixel, for consecutive input pixels.</summary>
    public ReadOnlySpan<int> Of(int output) => weights.AsSpan(output * Taps, bounds[(2 * output) + 1]);

    /// <summary>Gives the buffers back.</summary>
    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(weights);
        ArrayPool<int>.Shared.Return(bounds);
    }

    private static void Normalize(Span<double> raw, double offset, double inverseScale, Span<int> fixedPoint)
    {
        var sum = 0.0;
        for (var x = 0; x < raw.Length; x++)
        {
            raw[x] = Bicubic((x + offset) * inverseScale);
            sum += raw[x];
        }

        for (var x = 0; x < raw.Length; x++)
        {
            var value = (sum != 0 ? raw[x] / sum : raw[x]) * (1 << PrecisionBits);
            fixedPoint[x] = (int)(value < 0 ? value - 0.5 : value + 0.5);
        }
    }

    /// <summary>The cubic convolution kernel with a = −0.5, written in Pillow's order of operations.</summary>
    private static double Bicubic(double x)
    {
        const double a = -0.5;
        x = Math.Abs(x);
        return x < 1.0 ? ((((a + 2.0) * x) - (a + 3.0)) * x * x) + 1
            : x < 2.0 ? ((((((x - 5) * x) + 8) * x) - 4) * a)
            : 0.0;
    }
}
