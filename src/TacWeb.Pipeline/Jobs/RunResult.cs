namespace TacWeb.Pipeline.Jobs;

/// <summary>What the job <c>run</c> left.</summary>
/// <param name="Runs">Numbers of the runs, in the order of the methods.</param>
public sealed record RunResult(IReadOnlyList<int> Runs);
