namespace TacWeb.Pipeline.Explore;

/// <summary>A setting in which runs differ.</summary>
/// <param name="Name">For example <c>method</c>, <c>seed</c>, <c>options.epochs</c>.</param>
/// <param name="Values">Its value in each run, as JSON has it; null for a run without this setting.</param>
public sealed record DifferingOption(string Name, IReadOnlyList<string?> Values);
