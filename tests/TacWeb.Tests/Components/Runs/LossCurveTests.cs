using Bunit;
using TacWeb.Components.Runs;
using TacWeb.Core.Runs;
using TacWeb.Languages;

namespace TacWeb.Tests.Components.Runs;

public sealed class LossCurveTests : BunitContext
{
    public LossCurveTests() => LanguageServices.Add(Services);

    [Fact]
    public void The_curve_falls_from_its_highest_to_its_lowest_point_and_says_so()
    {
        var curve = Render<LossCurve>(parameters => parameters.Add(curve => curve.History, [Epoch(1, 4), Epoch(2, 3), Epoch(3, 2)]));
        Assert.Equal("44,8 178,72 312,136", curve.Find("polyline").GetAttribute("points"));
        Assert.Equal("The loss goes from 4 to 2 in 3 epochs.", curve.Find("svg").GetAttribute("aria-label"));
        Assert.Equal(3, curve.FindAll("tbody tr").Count);
    }

    [Fact]
    public void A_loss_that_stays_is_a_level_line_and_a_long_run_a_short_table()
    {
        var curve = Render<LossCurve>(parameters => parameters.Add(curve => curve.History, [.. Enumerable.Range(1, 1000).Select(epoch => Epoch(epoch, 1))]));
        Assert.All(curve.Find("polyline").GetAttribute("points")!.Split(' '), point => Assert.EndsWith(",72", point, StringComparison.Ordinal));
        Assert.InRange(curve.FindAll("tbody tr").Count, 50, 60);
    }

    private static EpochReport Epoch(int epoch, double loss) => new(epoch, 1000, [new LossValue("loss", loss)]);
}
