namespace TacWeb.Pipeline.Jobs;

/// <summary>Where to look for similar pictures.</summary>
/// <param name="Dataset">The dataset's number.</param>
/// <param name="Encoder">Key of the encoder.</param>
public sealed record SimilarRequest(int Dataset, string Encoder);
