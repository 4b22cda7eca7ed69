namespace TacWeb.Encoders;

/// <summary>Vectors of some consecutive inputs, in input order.</summary>
/// <param name="Start">Index of the first input.</param>
/// <param name="Values">[Count, d]; rows of inputs that failed are zero.</param>
/// <param name="Errors">One entry an input: null, or a sentence that says why it has no vector.</param>
public sealed record EncodedBatch(int Start, ReadOnlyMemory<float> Values, IReadOnlyList<string?> Errors)
{
    /// <summary>Number of inputs.</summary>
    public int Count => Errors.Count;
}
