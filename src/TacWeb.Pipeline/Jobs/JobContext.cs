using TacWeb.Core.Jobs;

namespace TacWeb.Pipeline.Jobs;

/// <summary>What a job tells while it runs.</summary>
/// <param name="Progress">Takes progress; may be called from any thread.</param>
/// <param name="Plan">Takes the stages to come with their estimated seconds, once they are known.</param>
/// <param name="Log">Takes a line for people.</param>
public sealed record JobContext(IProgress<JobProgress> Progress, Action<IReadOnlyList<StageEstimate>> Plan, Action<string> Log);
