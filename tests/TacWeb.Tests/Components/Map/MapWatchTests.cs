using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using TacWeb.Components.Map;
using TacWeb.Storage;
using TacWeb.Testing;

namespace TacWeb.Tests.Components.Map;

public sealed class MapWatchTests : ComponentSite
{
    [Fact]
    public async Task It_asks_for_the_map_once_and_for_the_page_again_when_it_is_there()
    {
        int dataset = AddDataset("shapes"), run = MadeRuns.Add(Data, dataset, "tac", new int[30], ["all"]);
        var watch = Render<MapWatch>(parameters => parameters.Add(watch => watch.Run, run));
        QueuedJob job = Assert.Single(Data.Queue.Open());
        Assert.Equal(("map", "The map starts in a moment"), (job.Kind, watch.Find("[role=status]").TextContent));
        Render<MapWatch>(parameters => parameters.Add(other => other.Run, run));
        Assert.Single(Data.Queue.Open());

        Runner.Start();
        await watch.WaitForAssertionAsync(() => Assert.StartsWith("Computing the map", watch.Find("[role=status]").TextContent, StringComparison.Ordinal));
        Release.SetResult("{}");
        await watch.WaitForAssertionAsync(() => Assert.Contains(Services.GetRequiredService<Bunit.TestDoubles.BunitNavigationManager>().History, visit => visit.Options.ForceLoad));
    }

    [Fact]
    public async Task A_map_that_fails_says_why()
    {
        int dataset = AddDataset("shapes"), run = MadeRuns.Add(Data, dataset, "tac", new int[30], ["all"]);
        var watch = Render<MapWatch>(parameters => parameters.Add(watch => watch.Run, run));
        Runner.Start();
        Release.SetException(new TacWeb.Core.TacWebException("no image can be read"));
        await watch.WaitForAssertionAsync(() => Assert.Equal("no image can be read", watch.Find("[role=status]").TextContent));
    }
}
