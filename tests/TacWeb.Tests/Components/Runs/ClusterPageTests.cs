using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using TacWeb.Components.Runs;
using TacWeb.Testing;

namespace TacWeb.Tests.Components.Runs;

public sealed class ClusterPageTests : ComponentSite
{
    private readonly int _run;

    public ClusterPageTests()
    {
        ComponentFactories.AddStub<AntiforgeryToken>();
        _run = MadeRuns.Add(Data, AddDataset("birds", 9), "tac", [0, 0, 0, 0, 1, 1, 1, 2, 2], ["owl", "robin", "heron"], 0.8);
    }

    [Fact]
    public void The_evidence_the_neighbours_and_the_order_stand_on_the_page()
    {
        var page = Open(1);
        Assert.Equal("robin", page.Find("h1").TextContent);
        Assert.Equal([$"runs/{_run}/clusters/0", $"runs/{_run}/clusters/2"], page.FindAll(".walk a.button").Select(link => link.GetAttribute("href")));
        Assert.Contains("coverage 90 %", page.Find(".measures").TextContent, StringComparison.Ordinal);
        Assert.Equal($"api/runs/{_run}/clusters/1/rows?order=typical", page.Find("image-grid").GetAttribute("rows"));
        Assert.Equal($"api/runs/{_run}/clusters/1/rows?order=outliers", Open(1, "?show=outliers").Find("image-grid").GetAttribute("rows"));
        Assert.Equal(2, page.FindAll("[aria-labelledby=classes-title] dt").Count);
    }

    [Fact]
    public void A_concept_is_lit_and_put_out_again()
    {
        var page = Open(0, "?concept=owl.n.01");
        Assert.Contains("with “owl”", page.Find(".chip.chosen").TextContent, StringComparison.Ordinal);
        Assert.Equal($"runs/{_run}/clusters/0", page.Find(".concepts li.chosen a").GetAttribute("href"));
        Assert.Empty(Open(0, "?concept=nothing.n.01").FindAll(".chip.chosen"));
    }

    [Fact]
    public void A_name_that_a_person_gave_is_shown_beside_the_found_one()
    {
        Data.Runs.Rename(_run, 0, "night birds");
        var page = Open(0);
        Assert.Equal("night birds", page.Find("h1").TextContent);
        Assert.Contains("found name: owl", page.Find(".title .quiet").TextContent, StringComparison.Ordinal);
        Assert.Contains("Back to “owl”", page.Find("form").TextContent, StringComparison.Ordinal);
    }

    private IRenderedComponent<ClusterPage> Open(int cluster, string query = "")
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"runs/{_run}/clusters/{cluster}{query}");
        return Render<ClusterPage>(parameters => parameters.Add(page => page.Id, _run).Add(page => page.Number, cluster));
    }
}
