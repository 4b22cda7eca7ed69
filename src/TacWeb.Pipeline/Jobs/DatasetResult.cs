namespace TacWeb.Pipeline.Jobs;

/// <summary>What the job <c>dataset</c> left.</summary>
/// <param name="Dataset">The dataset's number.</param>
/// <param name="Images">Its pictures.</param>
/// <param name="Skipped">Files that were left out.</param>
public sealed record DatasetResult(int Dataset, int Images, int Skipped);
