using TacWeb.Core.Evaluation;

namespace TacWeb.Pipeline.Export;

/// <summary>One run of <c>--seeds</c>.</summary>
/// <param name="Seed">Its seed.</param>
/// <param name="Loss">Its label-free loss: the method's last total, else minus the spherical k-means objective of its partition. The lowest is the written one.</param>
/// <param name="Scores">Its scores; null without classes.</param>
public sealed record ReportRun(int Seed, double Loss, Scores? Scores);
