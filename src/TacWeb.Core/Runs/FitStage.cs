namespace TacWeb.Core.Runs;

/// <summary>One stage of a method that judges its own stages without labels: whether it stayed, and why.</summary>
/// <param name="Name">As its option is called, for example <c>gradNorm</c>.</param>
/// <param name="Accepted">Whether the result is built on it.</param>
/// <param name="Reason">One sentence.</param>
/// <param name="Before">Of the state before it, or null where it was not measured.</param>
/// <param name="After">Of the state with it, or null where it was not measured.</param>
public sealed record FitStage(string Name, bool Accepted, string Reason, FitQuality? Before = null, FitQuality? After = null);
