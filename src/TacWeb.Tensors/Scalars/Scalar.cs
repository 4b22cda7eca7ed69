namespace TacWeb.Tensors;

/// <summary>One number or truth value as an argument of an operation; numbers convert to it by themselves.</summary>
public sealed class Scalar : IDisposable
{
    private readonly double _real;
    private readonly long _integer;

    internal Scalar(double value)
    {
        _real = value;
        Type = torch.ScalarType.Float64;
    }

    internal Scalar(long value, torch.ScalarType type)
    {
        _real = value;
        _integer = value;
        Type = type;
    }

    /// <summary>The kind of value: Float64, Float32, Int64 or Bool.</summary>
    public torch.ScalarType Type { get; private init; }

    internal bool IsReal => Type is torch.ScalarType.Float32 or torch.ScalarType.Float64;

    internal double AsDouble => _real;

    internal float AsSingle => (float)_real;

    internal long AsInt64 => IsReal ? (long)_real : _integer;

    internal bool AsBoolean => _real != 0;

    /// <summary>An integer.</summary>
    public static implicit operator Scalar(int value) => new(value, torch.ScalarType.Int64);

    /// <summary>An integer.</summary>
    public static implicit operator Scalar(long value) => new(value, torch.ScalarType.Int64);

    /// <summary>A number.</summary>
    public static implicit operator Scalar(float value) => new(value) { Type = torch.ScalarType.Float32 };

    /// <summary>A number.</summary>
    public static implicit operator Scalar(double value) => new(value);

    /// <summary>A truth value.</summary>
    public static implicit operator Scalar(bool value) => new(value ? 1 : 0, torch.ScalarType.Bool);

    /// <summary>Nothing to release: kept for TorchSharp's signature.</summary>
    public void Dispose() => GC.SuppressFinalize(this);
}
