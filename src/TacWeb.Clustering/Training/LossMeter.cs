using TacWeb.Core;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Training;

/// <summary>Means of named losses over the steps of an epoch; the first is the total.</summary>
internal sealed class LossMeter(params string[] names)
{
    private readonly double[] _sums = new double[names.Length];
    private int _steps;

    /// <summary>The epoch that the message of a failure names.</summary>
    public int Epoch { get; init; }

    /// <exception cref="TacWebException">A loss is not a finite number.</exception>
    public void Add(params ReadOnlySpan<double> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw new TacWebException($"The {names[i]} loss stopped being a number in epoch {Epoch}, after {_steps} of its steps; a lower learning rate (--set learningRate=…) may help.");
            }

            _sums[i] += values[i];
        }

        _steps++;
    }

    /// <summary>The means as the report of one epoch.</summary>
    public EpochReport Report(int epoch, int epochs) =>
        new(epoch, epochs, [.. names.Zip(_sums, (name, sum) => new LossValue(name, sum / Math.Max(1, _steps)))]);
}
