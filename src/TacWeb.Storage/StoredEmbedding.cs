namespace TacWeb.Storage;

/// <summary>What is known of one picture under one encoder.</summary>
/// <param name="Row">Its row in the encoder's file; −1 when it cannot be decoded.</param>
/// <param name="Error">Why it cannot be decoded; null when it can.</param>
public readonly record struct StoredEmbedding(long Row, string? Error);
