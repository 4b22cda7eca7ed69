using Bunit;
using TacWeb.Components.Datasets;
using TacWeb.Testing;

namespace TacWeb.Tests.Components.Datasets;

public sealed class ImageDetailTests : ComponentSite
{
    [Fact]
    public void An_image_shows_where_it_is_what_is_like_it_and_the_cluster_that_it_is_in()
    {
        int dataset = AddDataset("birds", 4), run = MadeRuns.Add(Data, dataset, "tac", [0, 0, 1, 1], ["owl", "robin"]);
        var page = Render<ImageDetail>(parameters => parameters
            .Add(page => page.Dataset, Data.Datasets.Find(dataset)!).Add(page => page.Row, 2).Add(page => page.Image, Data.Datasets.Image(dataset, 2)!).Add(page => page.Before, 1).Add(page => page.Up, "up").Add(page => page.LinkOf, row => $"#{row}"));
        Assert.Equal("#1", page.Find("a[data-go=prev]").GetAttribute("href"));
        Assert.Empty(page.FindAll("a[data-go=next]"));
        Assert.NotNull(page.Find($"a[href='datasets/{dataset}?view=search&like=2']"));
        Assert.NotNull(page.Find($"a[href='datasets/{dataset}?class=class%200']"));
        Assert.NotNull(page.Find($".words a[href='runs/{run}/clusters/1']"));
    }
}
