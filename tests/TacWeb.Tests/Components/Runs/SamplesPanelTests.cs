using Bunit;
using TacWeb.Components.Runs;
using TacWeb.Core.Numerics;
using TacWeb.Languages;

namespace TacWeb.Tests.Components.Runs;

public sealed class SamplesPanelTests : BunitContext
{
    public SamplesPanelTests() => LanguageServices.Add(Services);

    [Fact]
    public void Every_cluster_has_its_strip_with_a_text_in_its_place()
    {
        var panel = Render<SamplesPanel>(parameters => parameters
            .Add(panel => panel.Run, 7)
            .Add(panel => panel.Samples, new Pixels(32, 32, 3, new byte[2 * 8 * 32 * 32 * 3]))
            .Add(panel => panel.Clusters, [(0, "tabby"), (1, "dress")]));
        var images = panel.FindAll("img");
        Assert.Equal(["api/runs/7/samples/0", "api/runs/7/samples/1"], images.Select(image => image.GetAttribute("src")));
        Assert.Equal("8 pictures drawn for tabby", images[0].GetAttribute("alt"));
        Assert.Equal("512", images[0].GetAttribute("width"));
    }
}
