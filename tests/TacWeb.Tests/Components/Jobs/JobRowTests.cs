using Bunit;
using TacWeb.Api.Jobs;
using TacWeb.Components.Jobs;
using TacWeb.Storage;

namespace TacWeb.Tests.Components.Jobs;

public sealed class JobRowTests : ComponentSite
{
    [Theory]
    [InlineData(JobState.Queued, "Waiting", true, false)]
    [InlineData(JobState.Running, "0 %", true, false)]
    [InlineData(JobState.Done, "Done", false, false)]
    [InlineData(JobState.Failed, "Failed", false, true)]
    [InlineData(JobState.Cancelled, "Cancelled", false, true)]
    public void Each_state_offers_what_can_be_done(JobState state, string shown, bool cancel, bool retry)
    {
        var row = Render<JobRow>(parameters => parameters.Add(row => row.Job, JobView.Of(Queued(3, state), Board)));
        Assert.Equal(shown, row.Find(".state").TextContent);
        Assert.Equal(cancel, row.FindAll("button[aria-label='Cancel job 3']").Count == 1);
        Assert.Equal(retry, row.FindAll("button[aria-label='Try job 3 again']").Count == 1);
        Assert.Equal(cancel, row.FindAll("[role=progressbar]").Count == 1);
    }

    [Fact]
    public void A_failure_says_why_and_a_result_is_opened()
    {
        var failed = Render<JobRow>(parameters => parameters.Add(row => row.Job, JobView.Of(Queued(3, JobState.Failed, message: "There are only <3> images."), Board)));
        Assert.Equal("There are only <3> images.", failed.Find(".notice").TextContent);
        var done = Render<JobRow>(parameters => parameters.Add(row => row.Job, JobView.Of(Queued(4, JobState.Done, result: """{"runs":[7,8]}"""), Board)));
        Assert.Equal("runs?ids=7,8", done.Find("a.main").GetAttribute("href"));
        Assert.Contains("took 1 min 15 s", done.Find("footer").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run", """{"runs":[7]}""", "runs/7")]
    [InlineData("dataset", """{"dataset":4}""", "datasets/4")]
    [InlineData("similar", """{"dataset":4}""", "datasets/4?view=similar")]
    [InlineData("nouns", """{"nouns":4}""", null)]
    public void What_a_job_left_has_its_address(string kind, string result, string? address) =>
        Assert.Equal(address, JobList.AddressOf(JobView.Of(Queued(1, JobState.Done, kind, result: result), Board)));
}
