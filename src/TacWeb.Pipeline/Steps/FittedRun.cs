using TacWeb.Core.Evaluation;

namespace TacWeb.Pipeline.Steps;

/// <summary>One method under one seed.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="PartitionPath">Where its partition lies.</param>
/// <param name="Loss">Label-free: lower is better.</param>
/// <param name="Scores">Null without classes.</param>
internal sealed record FittedRun(int Seed, string PartitionPath, double Loss, Scores? Scores);
