using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using TacWeb.Api.Compare;
using TacWeb.Components.Compare;
using TacWeb.Pipeline.Jobs;

namespace TacWeb.Tests.Components.Compare;

public sealed class BenchmarkTests : ComponentSite
{
    [Fact]
    public void Every_method_that_can_run_is_queued_with_the_number_of_classes_and_the_table_watches_them()
    {
        int dataset = AddDataset("shapes");
        ComponentFactories.AddStub<AntiforgeryToken>();
        var form = Render<BenchmarkForm>(parameters => parameters.Add(form => form.Dataset, dataset).Add(form => form.Classes, 2));
        foreach ((TacWeb.Clustering.ClusteringMethod method, _) in Benchmark.LeftOut)
        {
            Assert.Contains(method.Name, form.Find("p.quiet").TextContent, StringComparison.Ordinal);
        }

        form.Find("form").Submit();
        int[] jobs = [.. Data.Queue.Open().Select(job => job.Id)];
        Assert.Equal(Benchmark.Methods.Count, jobs.Length);
        Assert.All(Data.Queue.Open(), job => Assert.Equal(2, JobJson.Read<RunRequest>(job.Request).Cluster.ClusterCount));
        Assert.EndsWith($"compare?dataset={dataset}&jobs={string.Join(',', jobs)}", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_watch_counts_what_is_done_and_asks_for_the_page_again()
    {
        int first = Runner.Enqueue("run", "TAC on shapes", "{}"), second = Runner.Enqueue("run", "SCAN on shapes", "{}");
        var watch = Render<BenchmarkWatch>(parameters => parameters.Add(watch => watch.Jobs, [first, second]));
        Assert.StartsWith("0 of 2 done", watch.Find("[role=status]").TextContent, StringComparison.Ordinal);
        int before = Navigations();
        Runner.Start();
        watch.WaitForAssertion(() => Assert.Contains("Now: TAC on shapes", watch.Find("[role=status]").TextContent, StringComparison.Ordinal));
        Runner.Cancel(second);
        Release.SetException(new TacWeb.Core.TacWebException("it has too few images"));
        await watch.WaitForAssertionAsync(() => Assert.Equal("All 2 done.", watch.Find("[role=status]").TextContent));
        Assert.Contains("it has too few images", watch.Find("ul").TextContent, StringComparison.Ordinal);
        Assert.True(Navigations() > before);
    }

    private int Navigations() => Services.GetRequiredService<Bunit.TestDoubles.BunitNavigationManager>().History.Count;
}
