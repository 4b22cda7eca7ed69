using TacWeb.Clustering.Training;
using TacWeb.Core;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Tests.Training;

public class LossMeterTests
{
    [Fact]
    public void An_epoch_reports_the_means_of_its_steps()
    {
        LossMeter meter = new("total", "balance");
        meter.Add(1, 4);
        meter.Add(3, 8);
        EpochReport report = meter.Report(2, 5);
        Assert.Equal((2, 5), (report.Epoch, report.Epochs));
        Assert.Equal([new LossValue("total", 2), new LossValue("balance", 6)], report.Losses);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_loss_that_stops_being_a_number_is_told_by_name(double value)
    {
        LossMeter meter = new("total", "balance");
        Assert.Contains("balance loss", Assert.Throws<TacWebException>(() => meter.Add(1, value)).Message, StringComparison.Ordinal);
    }
}
