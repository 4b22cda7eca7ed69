using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using TacWeb.Components.Datasets;
using TacWeb.Testing;

namespace TacWeb.Tests.Components.Datasets;

public sealed class DatasetPageTests : ComponentSite
{
    private readonly int _dataset;

    public DatasetPageTests()
    {
        ComponentFactories.AddStub<AntiforgeryToken>();
        _dataset = AddDataset("birds", 9);
    }

    [Fact]
    public void The_wall_shows_all_or_one_class()
    {
        var page = Open();
        Assert.Equal("9", page.Find("image-grid").GetAttribute("count"));
        Assert.Null(page.Find("image-grid").GetAttribute("rows"));
        page = Open("?class=class%201");
        Assert.Equal($"api/datasets/{_dataset}/rows?class=class%201", page.Find("image-grid").GetAttribute("rows"));
        Assert.Contains("class 1", page.Find(".chip[aria-current]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_searched_stands_in_the_address_and_the_vectors_are_those_of_the_newest_run()
    {
        var search = Open("?view=search&q=red%20ball&near=0.25").Find("search-images");
        Assert.Equal(("red ball", "0.25", null), (search.GetAttribute("q"), search.GetAttribute("near"), search.GetAttribute("encoder")));
        MadeRuns.Add(Data, _dataset, "tac", new int[9], ["all"]);
        search = Open("?view=search&like=4,x,2").Find("search-images");
        Assert.Equal(("4,2", "mini"), (search.GetAttribute("like"), search.GetAttribute("encoder")));
    }

    [Fact]
    public void Runs_can_be_compared_from_two_on_and_a_benchmark_needs_classes()
    {
        Assert.Empty(Open().FindAll($"a[href='compare?dataset={_dataset}']"));
        MadeRuns.Add(Data, _dataset, "tac", new int[9], ["all"]);
        MadeRuns.Add(Data, _dataset, "kmeans", new int[9], ["all"]);
        Assert.Single(Open().FindAll($"a[href='compare?dataset={_dataset}']"));
        Assert.NotNull(Open().Find($".menu a[href='compare?dataset={_dataset}#benchmark']"));
    }

    private IRenderedComponent<DatasetPage> Open(string query = "")
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"datasets/{_dataset}{query}");
        return Render<DatasetPage>(parameters => parameters.Add(page => page.Id, _dataset));
    }
}
