using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using TacWeb.Components.Jobs;
using TacWeb.Storage;

namespace TacWeb.Tests.Components.Jobs;

public sealed class JobListTests : ComponentSite
{
    [Fact]
    public void An_empty_list_says_how_to_begin() => Assert.Contains("Drop pictures", Render<JobList>().Find(".empty").TextContent, StringComparison.Ordinal);

    [Fact]
    public void A_waiting_job_is_cancelled_and_tried_again_by_its_buttons()
    {
        int id = Runner.Enqueue("run", "TAC on birds", "{}");
        var list = Render<JobList>();
        list.Find("button[aria-label='Cancel TAC on birds']").Click();
        list.WaitForAssertion(() => Assert.Equal("Cancelled", list.Find(".state").TextContent));
        list.Find("button[aria-label='Try TAC on birds again']").Click();
        list.WaitForAssertion(() => Assert.Equal("Waiting", list.Find(".state").TextContent));
        Assert.Equal(JobState.Queued, Data.Queue.Find(id)!.State);
    }

    [Fact]
    public void The_log_is_opened_and_closed()
    {
        int id = Runner.Enqueue("run", "TAC on birds", "{}");
        Data.Queue.Log(id, DateTime.UnixEpoch, "embed: 440 images");
        var list = Render<JobList>();
        Assert.Empty(list.FindAll(".log"));
        list.Find("button[aria-label='Log of TAC on birds']").Click();
        list.WaitForAssertion(() => Assert.Contains("440 images", list.Find(".log").TextContent, StringComparison.Ordinal));
        list.Find("button[aria-label='Log of TAC on birds']").Click();
        list.WaitForAssertion(() => Assert.Empty(list.FindAll(".log")));
    }

    [Fact]
    public void A_job_that_ended_before_the_page_was_there_is_gone_to_when_it_was_just_asked_for()
    {
        int id = Runner.Enqueue("run", "TAC on birds", "{}");
        Data.Queue.End(id, JobState.Done, DateTime.UnixEpoch, result: """{"runs":[7]}""");
        Render<JobList>(parameters => parameters.Add(list => list.Focus, id));
        NavigationManager navigation = Services.GetRequiredService<NavigationManager>();
        Assert.Equal("http://localhost/", navigation.Uri);
        Render<JobList>(parameters => parameters.Add(list => list.Focus, id).Add(list => list.Go, true));
        Assert.Equal("http://localhost/runs/7", navigation.Uri);
    }

    [Fact]
    public void When_the_watched_job_ends_the_page_goes_to_what_it_left()
    {
        int id = Runner.Enqueue("run", "TAC on birds", "{}");
        Render<JobList>(parameters => parameters.Add(list => list.Focus, id));
        Runner.Start();
        Release.SetResult("""{"runs":[7]}""");
        NavigationManager navigation = Services.GetRequiredService<NavigationManager>();
        SpinWait.SpinUntil(() => navigation.Uri.EndsWith("runs/7", StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.EndsWith("/runs/7", navigation.Uri, StringComparison.Ordinal);
    }
}
