using System.Numerics;

namespace TacWeb.Tensors.Kernels;

internal readonly struct AddFunction(float scale) : IBinary
{
    private readonly Vector<float> _scale = new(scale);

    public Vector<float> Invoke(Vector<float> x, Vector<float> y) => x + (_scale * y);
}

internal readonly struct MultiplyFunction : IBinary
{
    public Vector<float> Invoke(Vector<float> x, Vector<float> y) => x * y;
}

internal readonly struct DivideFunction : IBinary
{
    public Vector<float> Invoke(Vector<float> x, Vector<float> y) => x / y;
}

internal readonly struct MaximumFunction : IBinary
{
    public Vector<float> Invoke(Vector<float> x, Vector<float> y)
        => Vector.ConditionalSelect(Vector.Equals(x, x), Vector.ConditionalSelect(Vector.GreaterThan(x, y), x, y), x);
}

internal readonly struct MinimumFunction : IBinary
{
    public Vector<float> Invoke(Vector<float> x, Vector<float> y)
        => Vector.ConditionalSelect(Vector.Equals(x, x), Vector.ConditionalSelect(Vector.LessThan(x, y), x, y), x);
}

/// <summary>−(y·max(ln x, −100) + (1 − y)·max(ln(1 − x), −100)).</summary>
internal readonly struct CrossEntropyFunction : IBinary
{
    public Vector<float> Invoke(Vector<float> x, Vector<float> y)
    {
        Vector<float> floor = new(-100f);
        Vector<float> on = Vector.Max(VectorMath.Log(x), floor), off = Vector.Max(VectorMath.Log(Vector<float>.One - x), floor);
        return -((y * on) + ((Vector<float>.One - y) * off));
    }
}

internal readonly struct AffineFunction(float scale, float shift) : IUnary
{
    private readonly Vector<float> _scale = new(scale);
    private readonly Vector<float> _shift = new(shift);

    public Vector<float> Invoke(Vector<float> x) => (x * _scale) + _shift;
}

internal readonly struct ConstantFunction(float value) : IUnary
{
    private readonly Vector<float> _value = new(value);

    public Vector<float> Invoke(Vector<float> x) => _value;
}

internal readonly struct ExpFunction : IUnary
{
    public Vector<float> Invoke(Vector<float> x) => VectorMath.Exp(x);
}

internal readonly struct LogFunction : IUnary
{
    public Vector<float> Invoke(Vector<float> x) => VectorMath.Log(x);
}

internal readonly struct SqrtFunction : IUnary
{
    public Vector<float> Invoke(Vector<float> x) => Vector.SquareRoot(x);
}

internal readonly struct AbsFunction : IUnary
{
    public Vector<float> Invoke(Vector<float> x) => Vector.Abs(x);
}

internal readonly struct SignFunction : IUnary
{
    public Vector<float> Invoke(Vector<float> x)
    {
        Vector<float> one = Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<float>.Zero), Vector<float>.One, Vector<float>.Zero);
        Vector<float> sign = Vector.ConditionalSelect(Vector.LessThan(x, Vector<float>.Zero), -Vector<float>.One, one);
        return Vector.ConditionalSelect(Vector.Equals(x, x), sign, x);
    }
}

internal readonly struct ReluFunction(float slope) : IUnary
{
    private readonly Vector<float> _slope = new(slope);
    private readonly Vector<float> _lowest = new(slope == 0 ? float.MinValue : float.NegativeInfinity);

    // Bounded below for slope 0, where −∞ · 0 would be NaN.
    public Vector<float> Invoke(Vector<float> x)
        => Vector.ConditionalSelect(Vector.LessThanOrEqual(x, Vector<float>.Zero), Vector.ConditionalSelect(Vector.LessThan(x, _lowest), _lowest, x) * _slope, x);
}

internal readonly struct PositiveFunction(float otherwise) : IUnary
{
    private readonly Vector<float> _otherwise = new(otherwise);

    public Vector<float> Invoke(Vector<float> x) => Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<float>.Zero), Vector<float>.One, _otherwise);
}

internal readonly struct SigmoidFunction : IUnary
{
    public Vector<float> Invoke(Vector<float> x) => VectorMath.Sigmoid(x);
}

internal readonly struct TanhFunction : IUnary
{
    public Vector<float> Invoke(Vector<float> x) => VectorMath.Tanh(x);
}

internal readonly struct ClampFunction(float low, float high) : IUnary
{
    private readonly Vector<float> _low = new(low);
    private readonly Vector<float> _high = new(high);

    public Vector<float> Invoke(Vector<float> x)
        => Vector.ConditionalSelect(Vector.Equals(x, x), Vector.Min(Vector.Max(x, _low), _high), x);
}

/// <summary>One inside the bounds (both included), zero outside.</summary>
internal readonly struct InsideFunction(float low, float high) : IUnary
{
    private readonly Vector<float> _low = new(low);
    private readonly Vector<float> _high = new(high);

    public Vector<float> Invoke(Vector<float> x)
        => Vector.ConditionalSelect(Vector.GreaterThanOrEqual(x, _low) & Vector.LessThanOrEqual(x, _high), Vector<float>.One, Vector<float>.Zero);
}

internal readonly struct SquareFunction : IUnary
{
    public Vector<float> Invoke(Vector<float> x) => x * x;
}

internal readonly struct ReciprocalFunction : IUnary
{
    public Vector<float> Invoke(Vector<float> x) => Vector<float>.One / x;
}

internal readonly struct PowFunction(float exponent) : IUnary
{
    private readonly float _exponent = exponent;

    public Vector<float> Invoke(Vector<float> x) => VectorMath.Pow(x, _exponent);
}

internal readonly struct ErfFunction : IUnary
{
    public Vector<float> Invoke(Vector<float> x) => VectorMath.Erf(x);
}

/// <summary>x·Φ(x).</summary>
internal readonly struct GeluFunction : IUnary
{
    public Vector<float> Invoke(Vector<float> x) => x * VectorMath.Normal(x);
}

/// <summary>Φ(x) + x·φ(x), the derivative of x·Φ(x).</summary>
internal readonly struct GeluSlopeFunction : IUnary
{
    private const float Peak = 0.398942280f; // 1/√(2π)

    public Vector<float> Invoke(Vector<float> x) => VectorMath.Normal(x) + (x * VectorMath.Exp(x * x * -0.5f) * Peak);
}

/// <summary>ln(1 + e^βx)/β, and x itself where βx is above the threshold.</summary>
internal readonly struct SoftplusFunction(float beta, float threshold) : IUnary
{
    private readonly Vector<float> _beta = new(beta);
    private readonly Vector<float> _threshold = new(threshold);

    public Vector<float> Invoke(Vector<float> x)
    {
        Vector<float> scaled = x * _beta;
        Vector<float> value = (Vector.Max(scaled, Vector<float>.Zero) + VectorMath.Log(Vector<float>.One + VectorMath.Exp(-Vector.Abs(scaled)))) / _beta;
        return Vector.ConditionalSelect(Vector.GreaterThan(scaled, _threshold), x, value);
    }
}
