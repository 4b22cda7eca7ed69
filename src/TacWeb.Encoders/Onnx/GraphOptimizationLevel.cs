namespace TacWeb.Encoders.Onnx;

/// <summary>How far a graph is rewritten when it is opened.</summary>
internal enum GraphOptimizationLevel
{
    ORT_DISABLE_ALL = 0,
    ORT_ENABLE_BASIC = 1,
    ORT_ENABLE_EXTENDED = 2,
    ORT_ENABLE_ALL = 99,
}
