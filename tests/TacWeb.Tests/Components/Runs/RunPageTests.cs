using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using TacWeb.Components.Runs;
using TacWeb.Pipeline.Explore;
using TacWeb.Testing;

namespace TacWeb.Tests.Components.Runs;

public sealed class RunPageTests : ComponentSite
{
    private readonly int _dataset;
    private readonly int _run;

    public RunPageTests()
    {
        _dataset = AddDataset("birds", 9);
        _run = MadeRuns.Add(Data, _dataset, "tac", [0, 0, 0, 0, 1, 1, 1, 2, 2], ["owl", "robin", "heron"], 0.8);
    }

    [Fact]
    public void Clusters_are_shown_sorted_and_narrowed_by_what_stands_in_the_address()
    {
        Assert.Equal(["owl", "robin", "heron"], Titles(Open()));
        Assert.Equal(["heron", "owl", "robin"], Titles(Open("?sort=name")));
        Assert.Equal(["robin"], Titles(Open("?q=ROBIN")));
        Assert.Contains("No cluster has “eagle”", Open("?q=eagle").Find("[role=status]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Edits_are_told_on_the_page_and_the_desk_shows_what_a_comparison_sends()
    {
        var page = Open();
        Assert.DoesNotContain("Corrected by hand", page.Markup, StringComparison.Ordinal);
        Services.GetRequiredService<RunCorrections>().Move(_run, [0], 1);
        Assert.Contains("Corrected by hand: 1 edit", Open().Find(".notice").TextContent, StringComparison.Ordinal);

        page = Open($"?view=correct&with=8&cell=2-1");
        Assert.Equal($"api/compare/cell?runs={_run},8&first=2&second=1", page.Find("correction-desk").GetAttribute("choose"));
        Assert.Equal("1", Open("?view=correct&cluster=1").Find("correction-desk").GetAttribute("cluster"));
        Assert.Null(Open("?view=correct&with=8&cell=x").Find("correction-desk").GetAttribute("choose"));
    }

    [Fact]
    public void A_run_that_trained_nothing_says_that_it_cannot_place_new_images()
    {
        var page = Open("?view=assign");
        Assert.Empty(page.FindAll("assign-images"));
        Assert.Contains("could place new images", page.Find(".notice").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_export_is_offered()
    {
        string[] addresses = [.. Open().FindAll(".menu a").Select(link => link.GetAttribute("href")!)];
        foreach (ExportFormat format in Enum.GetValues<ExportFormat>())
        {
            Assert.Contains($"api/runs/{_run}/export?format={format.ToString().ToLowerInvariant()}", addresses);
        }
    }

    private static string[] Titles(IRenderedComponent<RunPage> page) => [.. page.FindAll(".cluster h3").Select(title => title.TextContent.Trim())];

    private IRenderedComponent<RunPage> Open(string query = "")
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"runs/{_run}{query}");
        return Render<RunPage>(parameters => parameters.Add(page => page.Id, _run));
    }
}
