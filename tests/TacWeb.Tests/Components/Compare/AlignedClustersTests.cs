using Bunit;
using Microsoft.Extensions.DependencyInjection;
using TacWeb.Components.Compare;
using TacWeb.Pipeline.Explore;
using TacWeb.Testing;

namespace TacWeb.Tests.Components.Compare;

public sealed class AlignedClustersTests : ComponentSite
{
    [Fact]
    public void Too_many_clusters_for_a_table_become_a_list_of_what_moved()
    {
        const int K = 60;
        int dataset = AddDataset("many", 2 * K);
        int[] first = [.. Enumerable.Range(0, 2 * K).Select(image => image % K)], second = [.. first];
        (second[0], second[K]) = (0, 1);
        string[] names = [.. Enumerable.Range(0, K).Select(i => $"name {i}")];
        MadeRuns.Add(Data, dataset, "tac", first, names);
        MadeRuns.Add(Data, dataset, "kmeans", second, names);
        var part = Render<AlignedClusters>(parameters => parameters
            .Add(part => part.Compared, Services.GetRequiredService<CompareRuns>().Of([1, 2])).Add(part => part.LinkOf, cell => "#" + cell));
        Assert.Empty(part.FindAll("table"));
        var line = Assert.Single(part.FindAll("li"));
        Assert.Equal("#0-1", line.QuerySelector("a")!.GetAttribute("href"));
        Assert.Contains("name 0 → name 1", line.TextContent, StringComparison.Ordinal);
    }
}
