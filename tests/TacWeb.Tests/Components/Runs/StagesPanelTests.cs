using Bunit;
using TacWeb.Components.Runs;
using TacWeb.Core.Runs;
using TacWeb.Languages;

namespace TacWeb.Tests.Components.Runs;

public sealed class StagesPanelTests : BunitContext
{
    public StagesPanelTests() => LanguageServices.Add(Services);

    [Fact]
    public void Each_stage_says_whether_it_was_taken_and_why()
    {
        FitStage[] stages = [new("gradNorm", true, "q rises.", new FitQuality(0.8, 0.9), new FitQuality(0.9, 0.9)), new("reliableLabels", false, "A cluster has too few."), new("headsOverKMeans", true, ""), new("retrievalTemperature / 2", false, "")];
        var panel = Render<StagesPanel>(parameters => parameters.Add(panel => panel.Stages, stages));
        Assert.Contains("GradNorm nouns: taken · quality 0.850 → 0.900", Plain(panel.FindAll("li")[0].TextContent), StringComparison.Ordinal);
        Assert.Contains("Reliable labels: left out", Plain(panel.FindAll("li")[1].TextContent), StringComparison.Ordinal);
        Assert.Contains("Heads or k-means: taken", Plain(panel.FindAll("li")[2].TextContent), StringComparison.Ordinal);
        Assert.Contains("Half the retrieval temperature: left out", Plain(panel.FindAll("li")[3].TextContent), StringComparison.Ordinal);
        Assert.Equal("A cluster has too few.", panel.FindAll("li")[1].QuerySelector("div")!.TextContent);
    }

    private static string Plain(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
