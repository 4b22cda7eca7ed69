namespace TacWeb.Pipeline.Jobs;

/// <summary>A stage to come.</summary>
/// <param name="Step">Its name, as <see cref="Core.Jobs.JobProgress.Step"/> gives it.</param>
/// <param name="Seconds">How long it should take on this machine.</param>
public sealed record StageEstimate(string Step, double Seconds);
