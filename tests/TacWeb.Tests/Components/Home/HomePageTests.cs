using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using TacWeb.Components.Home;
using TacWeb.Components.Uploads;
using TacWeb.Testing;

namespace TacWeb.Tests.Components.Home;

public sealed class HomePageTests : ComponentSite
{
    public HomePageTests()
    {
        ComponentFactories.AddStub<AntiforgeryToken>();
        ComponentFactories.AddStub<DropArea>();
    }

    [Fact]
    public void The_sample_is_one_click_away()
    {
        Assert.Empty(Render<HomePage>().FindAll(".recent"));
        Render<HomePage>().Find("form").Submit();
        Assert.Equal("dataset", Assert.Single(Data.Queue.Open()).Kind);
        Assert.EndsWith("jobs?job=1&go=true", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_there_is_at_hand_the_newest_four()
    {
        foreach (string name in new[] { "a", "b", "c", "d", "e" })
        {
            MadeRuns.Add(Data, AddDataset(name, 2), "tac", [0, 1], ["owl", "robin"]);
        }

        var page = Render<HomePage>();
        Assert.Equal(["datasets/5", "datasets/4", "datasets/3", "datasets/2"], page.FindAll(".dataset h2 a").Select(link => link.GetAttribute("href")));
        Assert.Equal(4, page.FindAll(".run").Count);
    }
}
