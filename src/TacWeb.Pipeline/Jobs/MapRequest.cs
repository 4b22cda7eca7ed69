namespace TacWeb.Pipeline.Jobs;

/// <summary>Which map to compute.</summary>
/// <param name="Dataset">The dataset's number.</param>
/// <param name="Encoder">Key of the encoder.</param>
public sealed record MapRequest(int Dataset, string Encoder);
