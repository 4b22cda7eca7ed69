namespace TacWeb.Pipeline.Explore;

/// <summary>Where the vectors of a dataset lie.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Encoder">SHA-256 of the encoder.</param>
/// <param name="Rows">Rows of the images that have a vector, ascending.</param>
/// <param name="Places">Their rows in the file of vectors.</param>
/// <param name="Images">Images of the dataset.</param>
/// <param name="IsComplete">Whether every image was encoded or refused.</param>
public sealed record RowIndex(int Dataset, string Encoder, int[] Rows, long[] Places, int Images, bool IsComplete);
