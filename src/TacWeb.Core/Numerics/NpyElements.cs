using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace TacWeb.Core.Numerics;

/// <summary>Conversion of little-endian <c>.npy</c> elements.</summary>
internal static class NpyElements
{
    /// <summary>Bytes of a floating-point element; 0 for any other type.</summary>
    public static int FloatWidth(string type) => type switch { "<f2" => 2, "<f4" => 4, "<f8" => 8, _ => 0 };

    /// <summary>Bytes of an integer element; 0 for any other type.</summary>
    public static int IntegerWidth(string type) => type switch
    {
        "|i1" or "|u1" or "<i1" or "<u1" => 1,
        "<i2" or "<u2" => 2,
        "<i4" or "<u4" => 4,
        "<i8" or "<u8" => 8,
        _ => 0,
    };

    /// <summary>Converts one block; a float64 beyond float32's range becomes infinite.</summary>
    public static void ToFloats(string type, ReadOnlySpan<byte> bytes, Span<float> values)
    {
        switch (type)
        {
            case "<f2": TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(bytes), values); break;
            case "<f4": MemoryMarshal.Cast<byte, float>(bytes).CopyTo(values); break;
            default: TensorPrimitives.ConvertTruncating<double, float>(MemoryMarshal.Cast<byte, double>(bytes), values); break;
        }
    }

    /// <summary>Converts one block whose first element is row <paramref name="start"/>.</summary>
    /// <exception cref="TacWebException">A value is outside int32; the message names the row.</exception>
    public static void ToLabels(string type, ReadOnlySpan<byte> bytes, Span<int> labels, int start, string name)
    {
        switch (type[1..])
        {
            case "i1": Convert<sbyte>(bytes, labels, start, name); break;
            case "u1": Convert<byte>(bytes, labels, start, name); break;
            case "i2": Convert<short>(bytes, labels, start, name); break;
            case "u2": Convert<ushort>(bytes, labels, start, name); break;
            case "i4": Convert<int>(bytes, labels, start, name); break;
            case "u4": Convert<uint>(bytes, labels, start, name); break;
            case "i8": Convert<long>(bytes, labels, start, name); break;
            default: Convert<ulong>(bytes, labels, start, name); break;
        }
    }

    private static void Convert<T>(ReadOnlySpan<byte> bytes, Span<int> labels, int start, string name)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        ReadOnlySpan<T> values = MemoryMarshal.Cast<byte, T>(bytes);
        for (int i = 0; i < values.Length; i++)
        {
            int label = int.CreateTruncating(values[i]);
            labels[i] = T.CreateSaturating(label) == values[i]
                ? label
                : throw new TacWebException($"{name}, row {start + i}: {values[i]} is outside the range of labels.");
        }
    }
}
