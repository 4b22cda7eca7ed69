using System.Globalization;
using TacWeb.Core.Runs;

namespace TacWeb.Pipeline.Steps;

/// <summary>Tells each epoch of a fit as progress of the step <c>train</c>.</summary>
internal sealed class EpochProgress(string method, int seed, ProgressMeter progress) : IProgress<EpochReport>
{
    /// <inheritdoc/>
    public void Report(EpochReport value)
    {
        string loss = value.Losses is [var total, ..] ? string.Create(CultureInfo.InvariantCulture, $", loss {total.Value:0.###}") : "";
        progress.Report("train", (double)value.Epoch / value.Epochs, string.Create(CultureInfo.InvariantCulture, $"{method}, seed {seed}: epoch {value.Epoch} of {value.Epochs}{loss}"));
    }
}
