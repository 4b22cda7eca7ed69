namespace TacWeb.Core.Runs;

/// <summary>The mean losses of one pass over the images.</summary>
/// <param name="Epoch">1 … Epochs.</param>
/// <param name="Epochs">How many there will be.</param>
/// <param name="Losses">Named losses; the first is the total that is minimised.</param>
public readonly record struct EpochReport(int Epoch, int Epochs, IReadOnlyList<LossValue> Losses);
