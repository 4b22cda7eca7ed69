namespace TacWeb.Core.Labelling;

/// <summary>Retrieval weights w of some images in a row (methods §1.7): softmax over the kept nouns of x·t/τ̃.</summary>
/// <param name="Start">Row number of the first image.</param>
/// <param name="Count">Number of images.</param>
/// <param name="Values">[Count, M], each row sums to 1. Valid until the next block is asked for.</param>
public readonly record struct WeightBlock(int Start, int Count, ReadOnlyMemory<float> Values);
