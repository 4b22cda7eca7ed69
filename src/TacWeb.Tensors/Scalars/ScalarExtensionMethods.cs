namespace TacWeb.Tensors;

/// <summary>Numbers to scalars and back.</summary>
public static class ScalarExtensionMethods
{
    /// <summary>The number as a scalar.</summary>
    public static Scalar ToScalar(this int value) => value;

    /// <summary>The number as a scalar.</summary>
    public static Scalar ToScalar(this long value) => value;

    /// <summary>The number as a scalar.</summary>
    public static Scalar ToScalar(this float value) => value;

    /// <summary>The number as a scalar.</summary>
    public static Scalar ToScalar(this double value) => value;

    /// <summary>The truth value as a scalar.</summary>
    public static Scalar ToScalar(this bool value) => value;

    /// <summary>The value as a 32-bit float.</summary>
    public static float ToSingle(this Scalar value) => Required(value).AsSingle;

    /// <summary>The value as a 64-bit float.</summary>
    public static double ToDouble(this Scalar value) => Required(value).AsDouble;

    /// <summary>The value as a 64-bit integer, truncated.</summary>
    public static long ToInt64(this Scalar value) => Required(value).AsInt64;

    /// <summary>The value as a 32-bit integer, truncated.</summary>
    public static int ToInt32(this Scalar value) => (int)Required(value).AsInt64;

    /// <summary>True unless the value is zero.</summary>
    public static bool ToBoolean(this Scalar value) => Required(value).AsBoolean;

    private static Scalar Required(Scalar value) => value ?? throw new ArgumentNullException(nameof(value));
}
