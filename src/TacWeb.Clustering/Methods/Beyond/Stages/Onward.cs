using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.Beyond.Stages;

/// <summary>Counts the epochs of several trainings as those of one.</summary>
/// <param name="whole">Is told.</param>
/// <param name="epochs">Of all trainings together, at most.</param>
internal sealed class Onward(IProgress<EpochReport> whole, int epochs) : IProgress<EpochReport>
{
    private int _done;

    public void Report(EpochReport value)
    {
        _done = Math.Min(_done + 1, epochs);
        whole.Report(value with { Epoch = _done, Epochs = epochs });
    }
}
