using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Training;

/// <summary>What every training loop does beside its step: dispose scopes, cancellation at each step, loss means, reports.</summary>
/// <param name="context">Progress sink.</param>
/// <param name="epochs">How many there will be, all stages together.</param>
/// <param name="cancellationToken">Checked at each step.</param>
internal sealed class EpochLoop(FitContext context, int epochs, CancellationToken cancellationToken)
{
    private readonly List<EpochReport> _history = [];

    /// <summary>One report an epoch.</summary>
    public IReadOnlyList<EpochReport> History => _history;

    /// <summary>Whether the fit's time is spent: every further epoch is passed over.</summary>
    public bool OutOfTime { get; private set; }

    /// <summary>The part of the fit's time that is spent; 0 where it has no limit.</summary>
    public double Spent => context.Spent;

    /// <summary><see cref="FitContext.Ends"/>.</summary>
    public bool Ends(string stopped, double part) => context.Ends(stopped, part);

    /// <summary>One pass; tensors of a step live for the step.</summary>
    /// <param name="batches">What the steps take.</param>
    /// <param name="names">Names of the losses, the total first.</param>
    /// <param name="step">One step; adds its losses to the meter before it changes a weight.</param>
    public void Epoch<TBatch>(IEnumerable<TBatch> batches, string[] names, Action<TBatch, LossMeter> step)
    {
        if (OutOfTime)
        {
            return;
        }

        LossMeter losses = new(names) { Epoch = _history.Count + 1 };
        foreach (TBatch batch in batches)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using DisposeScope scope = torch.NewDisposeScope();
            step(batch, losses);
            if (context.OutOfTime)
            {
                OutOfTime = true;
                context.Stops($"Training stopped in epoch {losses.Epoch} of {epochs}");
                break;
            }
        }

        _history.Add(losses.Report(_history.Count + 1, epochs));
        context.Progress?.Report(_history[^1]);
    }

    /// <summary>One step down the gradient of a loss.</summary>
    public static void Descend(torch.optim.Optimizer optimizer, Tensor loss)
    {
        optimizer.zero_grad();
        loss.backward();
        optimizer.step();
    }
}
