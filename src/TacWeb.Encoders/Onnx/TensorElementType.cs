namespace TacWeb.Encoders.Onnx;

/// <summary>Element types of ONNX tensors, numbered as in onnxruntime_c_api.h (<c>ONNXTensorElementDataType</c>).</summary>
internal enum TensorElementType
{
    Float = 1,
    UInt8 = 2,
    Int8 = 3,
    UInt16 = 4,
    Int16 = 5,
    Int32 = 6,
    Int64 = 7,
    String = 8,
    Bool = 9,
    Float16 = 10,
    Double = 11,
}
