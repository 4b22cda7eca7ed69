namespace TacWeb.Tensors;

public static partial class torch
{
    /// <summary>The element types, numbered as in libtorch. This engine computes with Float32, Int64 and Bool; the others are refused.</summary>
    public enum ScalarType : sbyte
    {
        /// <summary>Unsigned 8-bit integers: not supported here.</summary>
        Byte = 0,

        /// <summary>Signed 8-bit integers: not supported here.</summary>
        Int8 = 1,

        /// <summary>16-bit integers: not supported here.</summary>
        Int16 = 2,

        /// <summary>32-bit integers: not supported here.</summary>
        Int32 = 3,

        /// <summary>64-bit integers: indices and labels.</summary>
        Int64 = 4,

        /// <summary>16-bit floats: not supported here.</summary>
        Float16 = 5,

        /// <summary>32-bit floats: everything that is differentiated.</summary>
        Float32 = 6,

        /// <summary>64-bit floats: not supported here.</summary>
        Float64 = 7,

        /// <summary>Complex 32-bit floats: not supported here.</summary>
        ComplexFloat32 = 9,

        /// <summary>Complex 64-bit floats: not supported here.</summary>
        ComplexFloat64 = 10,

        /// <summary>Truth values, one byte each: masks and comparisons.</summary>
        Bool = 11,

        /// <summary>Brain floats: not supported here.</summary>
        BFloat16 = 15,
    }

    /// <summary>32-bit floats.</summary>
    public const ScalarType float32 = ScalarType.Float32;

    /// <summary>64-bit integers.</summary>
    public const ScalarType int64 = ScalarType.Int64;

    /// <summary>64-bit integers.</summary>
    public const ScalarType @long = ScalarType.Int64;

    /// <summary>Truth values.</summary>
    public const ScalarType @bool = ScalarType.Bool;
}
