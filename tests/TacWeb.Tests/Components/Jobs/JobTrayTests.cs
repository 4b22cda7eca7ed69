using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using TacWeb.Components.Jobs;

namespace TacWeb.Tests.Components.Jobs;

public sealed class JobTrayTests : ComponentSite
{
    [Fact]
    public void It_is_away_while_nothing_happens_and_on_the_page_of_jobs()
    {
        var tray = Render<JobTray>();
        Assert.Empty(tray.FindAll(".tray"));
        Runner.Enqueue("run", "TAC on birds", "{}");
        tray.WaitForAssertion(() => Assert.Single(tray.FindAll(".tray")));
        Services.GetRequiredService<NavigationManager>().NavigateTo("jobs");
        tray.WaitForAssertion(() => Assert.Empty(tray.FindAll(".tray")));
    }

    [Fact]
    public void It_shows_the_first_job_counts_the_rest_and_tells_the_end()
    {
        Runner.Enqueue("run", "TAC on birds", "{}");
        Runner.Enqueue("run", "TAC on shoes", "{}");
        var tray = Render<JobTray>();
        Assert.Contains("1 more waiting", tray.Find(".tray").TextContent, StringComparison.Ordinal);
        Release.SetResult("""{"runs":[7]}""");
        Runner.Start();
        tray.WaitForAssertion(() => Assert.Contains("Done: TAC on", tray.Find(".tray").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.Equal("runs/7", tray.Find("a").GetAttribute("href"));
        tray.Find("button").Click();
        Assert.Empty(tray.FindAll(".tray"));
    }

    [Fact]
    public void Looking_at_uploads_is_not_its_business()
    {
        Runner.Enqueue("check", "Look at it", "{}");
        Assert.Empty(Render<JobTray>().FindAll(".tray"));
    }
}
