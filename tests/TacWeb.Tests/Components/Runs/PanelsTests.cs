using Bunit;
using TacWeb.Components.Runs;
using TacWeb.Core.Evaluation;

namespace TacWeb.Tests.Components.Runs;

public sealed class PanelsTests : ComponentSite
{
    private readonly RunDetails _run = Details(("owl", []), ("robin", []));

    [Fact]
    public void Scores_need_classes_and_show_their_spread()
    {
        Assert.Contains("no true classes", Render<ScorePanel>(parameters => parameters.Add(panel => panel.Details, _run)).Find("p").TextContent, StringComparison.Ordinal);
        Scores mean = new(0.8, 0.7, 0.6, 0.5, 0.9);
        RunDetails scored = new(
            _run.Run with { Scores = mean }, _run.Report with { Runs = [new(0, 1, mean), new(1, 2, mean)], Mean = mean, StandardDeviation = new Scores(0.01, 0, 0, 0, 0) }, _run.Clusters, _run.Partition, null);
        var panel = Render<ScorePanel>(parameters => parameters.Add(panel => panel.Details, scored));
        Assert.Equal("80.0 ± 1.0", panel.Find("dd").TextContent);
        Assert.Contains("over 2 seeds", panel.Find("p").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Health_needs_none()
    {
        string text = Render<HealthPanel>(parameters => parameters.Add(panel => panel.Details, _run)).Find("dl").TextContent;
        Assert.Contains("2 of 2", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Noise", text, StringComparison.Ordinal);
    }
}
