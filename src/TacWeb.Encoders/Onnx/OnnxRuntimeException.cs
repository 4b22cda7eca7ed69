namespace TacWeb.Encoders.Onnx;

/// <summary>What ONNX Runtime reports. Callers turn it into a sentence for the user.</summary>
/// <param name="code"><c>OrtErrorCode</c>.</param>
/// <param name="message">The runtime's own words.</param>
internal sealed class OnnxRuntimeException(int code, string message) : Exception(message)
{
    /// <summary><c>OrtErrorCode</c>.</summary>
    public int Code { get; } = code;
}
