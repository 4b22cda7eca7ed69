namespace TacWeb.Core.Runs;

/// <summary>One named loss.</summary>
/// <param name="Name">As in the paper, for example <c>distillation</c>.</param>
/// <param name="Value">Mean over the batches of the epoch.</param>
public readonly record struct LossValue(string Name, double Value);
