using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using TacWeb.Components.Runs;
using TacWeb.Testing;

namespace TacWeb.Tests.Components.Runs;

public sealed class RunsPageTests : ComponentSite
{
    public RunsPageTests() => ComponentFactories.AddStub<RunSearch>();

    [Fact]
    public void Without_runs_it_leads_to_the_first_page() => Assert.NotNull(Open().Find(".empty a.main[href='']"));

    [Fact]
    public void Runs_are_narrowed_by_words_dataset_and_numbers_and_the_same_ones_are_compared()
    {
        int birds = AddDataset("birds", 4), shoes = AddDataset("shoes", 4);
        int owls = MadeRuns.Add(Data, birds, "tac", [0, 0, 1, 1], ["owl", "robin"]), plain = MadeRuns.Add(Data, birds, "kmeans", [0, 0, 1, 1], ["a", "b"]), boots = MadeRuns.Add(Data, shoes, "tac", [0, 0, 1, 1], ["boot", "clog"]);
        Assert.Equal([boots, plain, owls], Numbers(Open()));
        Assert.Equal([owls], Numbers(Open("?q=tac%20OWL")));
        var page = Open($"?dataset={birds}");
        Assert.Equal([plain, owls], Numbers(page));
        Assert.NotNull(page.Find($"a.button[href='compare?dataset={birds}']"));
        page = Open($"?ids={owls},{plain}");
        Assert.Equal([plain, owls], Numbers(page));
        Assert.NotNull(page.Find($"a.button[href='compare?runs={owls},{plain}']"));
    }

    private static int[] Numbers(IRenderedComponent<RunsPage> page) =>
        [.. page.FindAll(".run h2 a").Select(link => int.Parse(link.GetAttribute("href")!["runs/".Length..], System.Globalization.CultureInfo.InvariantCulture))];

    private IRenderedComponent<RunsPage> Open(string query = "")
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("runs" + query);
        return Render<RunsPage>();
    }
}
