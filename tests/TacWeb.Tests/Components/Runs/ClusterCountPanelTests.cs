using Bunit;
using TacWeb.Components.Runs;
using TacWeb.Languages;
using TacWeb.Pipeline.Export;

namespace TacWeb.Tests.Components.Runs;

public sealed class ClusterCountPanelTests : BunitContext
{
    public ClusterCountPanelTests() => LanguageServices.Add(Services);

    [Fact]
    public void Each_rule_has_its_curve_its_best_point_and_its_reason_and_the_choice_is_said()
    {
        ReportClusterCount found = new(4, ["4 is it.", "Stability: 4."], new Dictionary<string, ReportCurve>
        {
            ["stability"] = new("Stability", 4, [2, 4, 8], [0, 1, 0.5]),
            ["finch"] = new("FINCH <levels>", 2, [2, 8], [3, 3]),
        });
        var panel = Render<ClusterCountPanel>(parameters => parameters.Add(panel => panel.Found, found));
        Assert.Equal("Why 4 clusters", panel.Find("h2").TextContent);
        Assert.Equal(["4 is it.", "Stability: 4."], panel.FindAll("li").Select(item => item.TextContent));
        Assert.Equal(["8,50 160,18 312,34", "8,90 312,90"], panel.FindAll("polyline").Select(line => line.GetAttribute("points")));
        Assert.Equal(["160", "8"], panel.FindAll("circle").Select(point => point.GetAttribute("cx")));
        Assert.Equal("Stability is best at 4; FINCH <levels> is best at 2; the choice is 4.", panel.Find("svg").GetAttribute("aria-label"));
        Assert.Equal(3, panel.FindAll("tbody tr").Count);
        Assert.Equal(["4", "1", ""], panel.FindAll("tbody tr")[1].QuerySelectorAll("td").Select(cell => cell.TextContent));
    }

    [Fact]
    public void A_set_too_small_for_a_choice_has_a_reason_and_no_curve()
    {
        var panel = Render<ClusterCountPanel>(parameters => parameters.Add(panel => panel.Found, new ReportClusterCount(2, ["So few images."], new Dictionary<string, ReportCurve>())));
        Assert.Empty(panel.FindAll("svg"));
        Assert.Equal("So few images.", panel.Find("li").TextContent);
    }
}
