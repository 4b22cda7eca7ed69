namespace TacWeb.Encoders.Onnx;

/// <summary>How much ONNX Runtime writes to stderr.</summary>
internal enum OrtLoggingLevel
{
    ORT_LOGGING_LEVEL_VERBOSE,
    ORT_LOGGING_LEVEL_INFO,
    ORT_LOGGING_LEVEL_WARNING,
    ORT_LOGGING_LEVEL_ERROR,
    ORT_LOGGING_LEVEL_FATAL,
}
