using Bunit;
using TacWeb.Components.Runs;

namespace TacWeb.Tests.Components.Runs;

public sealed class ClusterCardTests : ComponentSite
{
    [Fact]
    public void It_shows_name_size_covers_and_other_concepts()
    {
        RunDetails details = Details(("cat", ["feline"]), ("dog", ["canine"]));
        var card = Render<ClusterCard>(parameters => parameters.Add(card => card.Run, details).Add(card => card.Cluster, details.Clusters[1]));
        Assert.Equal("dog", card.Find("h3").TextContent);
        Assert.Equal("runs/5/clusters/1", card.Find("h3 a").GetAttribute("href"));
        Assert.Equal(3, card.FindAll(".covers img").Count);
        Assert.Contains("3 images · 50 %", card.Markup, StringComparison.Ordinal);
        Assert.Equal(["second"], card.FindAll(".chip").Select(chip => chip.TextContent));
    }

    [Fact]
    public void A_given_name_comes_first_and_the_found_one_stays_a_concept()
    {
        RunDetails details = Details(("cat", ["feline"]));
        var card = Render<ClusterCard>(parameters => parameters.Add(card => card.Run, details).Add(card => card.Cluster, details.Clusters[0] with { Given = "<b>Tom</b>" }));
        Assert.Equal("<b>Tom</b>", card.Find("h3").TextContent);
        Assert.Equal(["cat", "second"], card.FindAll(".chip").Select(chip => chip.TextContent));
        Assert.Equal("runs/5/clusters/0?concept=cat.n.01", card.Find(".chip").GetAttribute("href"));
    }
}
