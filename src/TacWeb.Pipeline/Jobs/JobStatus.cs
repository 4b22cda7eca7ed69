using TacWeb.Core.Jobs;

namespace TacWeb.Pipeline.Jobs;

/// <summary>How far a running job is.</summary>
/// <param name="Current">The stage it is in.</param>
/// <param name="Fraction">0…1 of the whole job; never falls.</param>
/// <param name="Left">Time left, or null while it cannot be told.</param>
public sealed record JobStatus(JobProgress Current, double Fraction, TimeSpan? Left);
