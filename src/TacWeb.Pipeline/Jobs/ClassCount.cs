namespace TacWeb.Pipeline.Jobs;

/// <summary>A class and its size.</summary>
/// <param name="Name">The class.</param>
/// <param name="Images">Pictures in it.</param>
public sealed record ClassCount(string Name, int Images);
