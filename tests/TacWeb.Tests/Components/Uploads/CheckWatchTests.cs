using Bunit;
using TacWeb.Components.Uploads;
using TacWeb.Storage;

namespace TacWeb.Tests.Components.Uploads;

public sealed class CheckWatchTests : ComponentSite
{
    [Fact]
    public void It_tells_that_it_waits_and_can_be_cancelled()
    {
        Runner.Enqueue("run", "first", "{}");
        int id = Runner.Enqueue("check", "Look at it", "{}");
        var watch = Render<CheckWatch>(parameters => parameters.Add(watch => watch.Id, id));
        Assert.Equal("Waits for 1 job", watch.Find("[role=status]").TextContent);
        watch.Find("button").Click();
        watch.WaitForAssertion(() => Assert.Equal(JobState.Cancelled, Data.Queue.Find(id)!.State));
    }
}
