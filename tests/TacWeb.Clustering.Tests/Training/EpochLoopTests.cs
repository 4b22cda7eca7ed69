using TacWeb.Clustering.Training;
using TacWeb.Core;

namespace TacWeb.Clustering.Tests.Training;

public class EpochLoopTests
{
    [Fact]
    public void A_loss_that_stops_being_a_number_names_the_epoch()
    {
        EpochLoop loop = new(new FitContext(0), 3, default);
        loop.Epoch([1.0, 2.0], ["total"], (value, losses) => losses.Add(value));
        string message = Assert.Throws<TacWebException>(() => loop.Epoch([1.0, double.NaN], ["total"], (value, losses) => losses.Add(value))).Message;
        Assert.Contains("total loss stopped being a number in epoch 2", message, StringComparison.Ordinal);
        Assert.Equal(1.5, Assert.Single(loop.History).Losses[0].Value);
    }

    [Fact]
    public void A_step_after_cancellation_is_never_taken()
    {
        using CancellationTokenSource source = new();
        int steps = 0;
        EpochLoop loop = new(new FitContext(0), 1, source.Token);
        Assert.ThrowsAny<OperationCanceledException>(() => loop.Epoch([1, 2, 3], ["total"], (_, _) =>
        {
            steps++;
            source.Cancel();
        }));
        Assert.Equal(1, steps);
    }
}
