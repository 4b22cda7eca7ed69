using System.Numerics;
using System.Runtime.CompilerServices;

namespace TacWeb.Tensors.Kernels;

/// <summary>Polynomial exp and log on vectors, within about one unit in the last place.</summary>
/// <remarks>After the Cephes library (expf, logf): Cody–Waite reduction, minimax polynomials. Infinities, NaN, overflow, zero and denormals are handled.</remarks>
internal static class VectorMath
{
    private const float Log2E = 1.44269504088896341f;
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Exp(Vector<float> x)
    {
        // Beyond these bounds the result is 0 or infinity in any case; NaN is put back at the end.
        Vector<float> bounded = Vector.Min(Vector.Max(x, new Vector<float>(-104f)), new Vector<float>(89f));
        Vector<float> n = Vector.Floor((bounded * Log2E) + new Vector<float>(0.5f));
        Vector<float> r = bounded - (n * Ln2High) - (n * Ln2Low);
        Vector<float> p = new(1.9875691500e-4f);
        p = (p * r) + new Vector<float>(1.3981999507e-3f);
        p = (p * r) + new Vector<float>(8.3334519073e-3f);
        p = (p * r) + new Vector<float>(4.1665795894e-2f);
        p = (p * r) + new Vector<float>(1.6666665459e-1f);
        p = (p * r) + new Vector<float>(5.0000001201e-1f);
        Vector<float> y = (p * r * r) + r + Vector<float>.One;

        // 2^n in two factors, so that neither over- nor underflows before the product does.
        Vector<int> whole = Vector.ConvertToInt32(n), half = Vector.ShiftRightArithmetic(whole, 1);
        Vector<float> result = y * PowerOfTwo(half) * PowerOfTwo(whole - half);
        return Vector.ConditionalSelect(Vector.Equals(x, x), result, x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Log(Vector<float> x)
    {
        Vector<int> tiny = Vector.LessThan(x, new Vector<float>(1.17549435e-38f));
        Vector<float> scaled = Vector.ConditionalSelect(tiny, x * 8388608f, x);
        Vector<int> bits = Vector.AsVectorInt32(scaled);
        Vector<int> exponent = Vector.ShiftRightLogical(bits, 23) - new Vector<int>(126);
        Vector<float> mantissa = Vector.AsVectorSingle((bits & new Vector<int>(0x007FFFFF)) | new Vector<int>(0x3F000000));
        Vector<float> e = Vector.ConvertToSingle(exponent) - Vector.ConditionalSelect(tiny, new Vector<float>(23f), Vector<float>.Zero);

        // The mantissa lies in [0.5, 1): move it to [√½, √2).
        Vector<int> low = Vector.LessThan(mantissa, new Vector<float>(0.707106781186547524f));
        e -= Vector.ConditionalSelect(low, Vector<float>.One, Vector<float>.Zero);
        Vector<float> m = mantissa - Vector<float>.One + Vector.ConditionalSelect(low, mantissa, Vector<float>.Zero);
        Vector<float> z = m * m;
        Vector<float> p = new(7.0376836292e-2f);
        p = (p * m) + new Vector<float>(-1.1514610310e-1f);
        p = (p * m) + new Vector<float>(1.1676998740e-1f);
        p = (p * m) + new Vector<float>(-1.2420140846e-1f);
        p = (p * m) + new Vector<float>(1.4249322787e-1f);
        p = (p * m) + new Vector<float>(-1.6668057665e-1f);
        p = (p * m) + new Vector<float>(2.0000714765e-1f);
        p = (p * m) + new Vector<float>(-2.4999993993e-1f);
        p = (p * m) + new Vector<float>(3.3333331174e-1f);
        Vector<float> y = (p * m * z) + (e * Ln2Low) - (z * 0.5f);
        return Special(x, m + y + (e * Ln2High));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Sigmoid(Vector<float> x) => Vector<float>.One / (Vector<float>.One + Exp(-x));

    /// <summary>The error function: its series up to 1, beyond it formula 7.1.26 of Abramowitz and Stegun (1.5e-7).</summary>
    public static Vector<float> Erf(Vector<float> x)
    {
        Vector<float> size = Vector.Min(Vector.Abs(x), new Vector<float>(6)), z = size * size;
        Vector<float> series = new(-1f / 6894720);
        foreach (float coefficient in (ReadOnlySpan<float>)[1f / 685440, -1f / 75600, 1f / 9360, -1f / 1320, 1f / 216, -1f / 42, 0.1f, -1f / 3, 1f])
        {
            series = (series * z) + new Vector<float>(coefficient);
        }

        Vector<float> t = Vector<float>.One / (Vector<float>.One + (size * 0.3275911f));
        Vector<float> tail = (((((((new Vector<float>(1.061405429f) * t) + new Vector<float>(-1.453152027f)) * t) + new Vector<float>(1.421413741f)) * t) + new Vector<float>(-0.284496736f)) * t) + new Vector<float>(0.254829592f);
        Vector<float> value = Vector.ConditionalSelect(Vector.LessThan(size, Vector<float>.One), size * series * 1.12837917f, Vector<float>.One - (tail * t * Exp(-z)));
        return Vector.ConditionalSelect(Vector.Equals(x, x), Vector.ConditionalSelect(Vector.LessThan(x, Vector<float>.Zero), -value, value), x);
    }

    /// <summary>The hyperbolic tangent: Cephes' polynomial below 0.625, 1 − 2/(e^2|x| + 1) beyond.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Tanh(Vector<float> x)
    {
        Vector<float> size = Vector.Abs(x), z = x * x;
        Vector<float> p = new(-5.70498872745e-3f);
        p = (p * z) + new Vector<float>(2.06390887954e-2f);
        p = (p * z) + new Vector<float>(-5.37397155531e-2f);
        p = (p * z) + new Vector<float>(1.33314422036e-1f);
        p = (p * z) + new Vector<float>(-3.33332819422e-1f);
        Vector<float> far = Vector<float>.One - (new Vector<float>(2) / (Exp(size + size) + Vector<float>.One));
        Vector<float> signed = Vector.ConditionalSelect(Vector.LessThan(x, Vector<float>.Zero), -far, far);
        return Vector.ConditionalSelect(Vector.Equals(x, x), Vector.ConditionalSelect(Vector.LessThan(size, new Vector<float>(0.625f)), (p * z * x) + x, signed), x);
    }

    /// <summary>Φ, the distribution function of the normal distribution.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Normal(Vector<float> x) => (Erf(x * 0.707106781f) + Vector<float>.One) * 0.5f;

    /// <summary>Element by element: the exponents that matter have functions of their own.</summary>
    public static Vector<float> Pow(Vector<float> x, float exponent)
    {
        Vector<float> result = x;
        for (int i = 0; i < Vector<float>.Count; i++)
        {
            result = result.WithElement(i, MathF.Pow(x[i], exponent));
        }

        return result;
    }

    private static Vector<float> PowerOfTwo(Vector<int> n) => Vector.AsVectorSingle(Vector.ShiftLeft(n + new Vector<int>(127), 23));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Special(Vector<float> x, Vector<float> result)
    {
        Vector<float> infinity = new(float.PositiveInfinity);
        result = Vector.ConditionalSelect(Vector.Equals(x, infinity), infinity, result);
        result = Vector.ConditionalSelect(Vector.LessThan(x, Vector<float>.Zero), new Vector<float>(float.NaN), result);
        result = Vector.ConditionalSelect(Vector.Equals(x, Vector<float>.Zero), new Vector<float>(float.NegativeInfinity), result);
        return Vector.ConditionalSelect(Vector.Equals(x, x), result, x);
    }
}
