namespace TacWeb.Pipeline.Jobs;

/// <summary>Which noun vectors to compute.</summary>
/// <param name="Encoder">Key of the encoder.</param>
/// <param name="Vocabulary">Key of the vocabulary.</param>
public sealed record NounsRequest(string Encoder, string Vocabulary);
