namespace TacWeb.Encoders.Onnx;

/// <summary>Type and shape of one input or output.</summary>
/// <param name="ElementDataType">Type of an element.</param>
/// <param name="Dimensions">One number an axis; −1 where it is dynamic.</param>
internal sealed record NodeMetadata(TensorElementType ElementDataType, int[] Dimensions);
