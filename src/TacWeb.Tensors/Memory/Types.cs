namespace TacWeb.Tensors.Memory;

/// <summary>Sizes and mixing of element types.</summary>
internal static class Types
{
    public static int Size(torch.ScalarType type) => type switch
    {
        torch.ScalarType.Float32 => sizeof(float),
        torch.ScalarType.Int64 => sizeof(long),
        torch.ScalarType.Bool => sizeof(byte),
        _ => throw new NotSupportedException($"Elements of type {type} are not supported; use Float32, Int64 or Bool."),
    };

    /// <summary>The type of the result of two tensors: Bool below Int64 below Float32.</summary>
    public static torch.ScalarType Promote(torch.ScalarType a, torch.ScalarType b) => a == b ? a
        : a == torch.ScalarType.Float32 || b == torch.ScalarType.Float32 ? torch.ScalarType.Float32
        : torch.ScalarType.Int64;

    /// <summary>The type of the result of a tensor and a number: a real number turns integers into floats.</summary>
    public static torch.ScalarType Promote(torch.ScalarType tensor, Scalar scalar) => scalar.IsReal ? torch.ScalarType.Float32
        : tensor == torch.ScalarType.Bool && scalar.Type != torch.ScalarType.Bool ? torch.ScalarType.Int64
        : tensor;
}
