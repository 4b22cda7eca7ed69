namespace TacWeb.Encoders.Tests;

/// <summary>All rows of an encoder's answer.</summary>
internal sealed record EncodedRows(float[] Values, string?[] Errors)
{
    public ReadOnlySpan<float> this[int row] => Values.AsSpan(row * (Values.Length / Errors.Length), Values.Length / Errors.Length);
}
