using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using TacWeb.Components.Compare;
using TacWeb.Testing;

namespace TacWeb.Tests.Components.Compare;

public sealed class ComparePageTests : ComponentSite
{
    private static readonly int[] Halves = [.. Enumerable.Range(0, 30).Select(image => image % 2)];

    // three images that the one run has in "even" lie in "b" of the other
    private static readonly int[] Shifted = [.. Halves.Select((label, image) => image is 0 or 2 or 4 ? 0 : 1 - label)];

    public ComparePageTests() => ComponentFactories.AddStub<AntiforgeryToken>();

    private int Dataset => field == 0 ? field = AddDataset("shapes") : field;

    [Fact]
    public void Without_runs_it_tells_what_to_do()
    {
        var page = Open("compare");
        Assert.Contains("There is no run yet", page.Find(".empty").TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.Find("a[href='runs/new']"));
    }

    [Fact]
    public void Runs_are_offered_under_their_priors_and_the_ones_chosen_before_are_ticked()
    {
        int tac = MadeRuns.Add(Data, Dataset, "tac", Halves, ["even", "odd"], 0.9), kmeans = MadeRuns.Add(Data, Dataset, "kmeans", Shifted, ["a", "b"], 0.8);
        var page = Open($"compare?dataset={Dataset}&chosen={tac}");
        Assert.Equal(["Classic", "External knowledge"], page.FindAll("tr.group").Select(row => row.TextContent.Trim()));
        Assert.Equal([false, true], new[] { kmeans, tac }.Select(run => page.Find($"#run-{run}").HasAttribute("checked")));
        Assert.Contains("90.0", page.Find($"tr:has(#run-{tac})").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_labelled_dataset_without_runs_offers_the_benchmark()
    {
        var page = Open($"compare?dataset={Dataset}");
        Assert.Contains("No run of this dataset", page.Find(".notice").TextContent, StringComparison.Ordinal);
        Assert.Contains("K = 2", page.Find("#benchmark").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_of_several_seeds_shows_mean_and_deviation()
    {
        int run = MadeRuns.Add(Data, Dataset, "tac", Halves, ["even", "odd"], 0.9, change: report => report with
        {
            Runs = [new(0, 1, report.Scores), new(1, 2, report.Scores)],
            Mean = report.Scores! with { Accuracy = 0.85 },
            StandardDeviation = report.Scores with { Accuracy = 0.02 },
        });
        Assert.Contains("85.0 ± 2.0", Open("compare").Find($"tr:has(#run-{run})").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", "at least one more")]
    [InlineData("1,99", "run 99")]
    public void What_cannot_be_compared_is_told_above_the_choice(string runs, string text)
    {
        MadeRuns.Add(Data, Dataset, "tac", Halves, ["even", "odd"]);
        var page = Open($"compare?runs={runs}");
        Assert.Contains(text, page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.True(page.Find("#run-1").HasAttribute("checked"));
    }

    [Fact]
    public void Two_runs_stand_side_by_side_and_a_cell_leads_to_its_images_and_to_their_correction()
    {
        int tac = MadeRuns.Add(Data, Dataset, "tac", Halves, ["even", "odd"], 0.95), kmeans = MadeRuns.Add(Data, Dataset, "kmeans", Shifted, ["a", "b"], 0.9);
        var page = Open($"compare?runs={tac},{kmeans}");
        Assert.Equal("+5", page.Find($"tr:has(a[href='runs/{tac}']) td:nth-last-child(2)").TextContent);
        Assert.Equal("–", page.Find($"tr:has(a[href='runs/{kmeans}']) td:nth-last-child(2)").TextContent);
        Assert.Equal(["method"], page.FindAll(".fitting tbody th").Select(setting => setting.TextContent));
        Assert.Contains("27 images", page.Find("[aria-labelledby=consensus-title]").TextContent, StringComparison.Ordinal);

        // even is b but for three, odd is a
        Assert.Equal(["12", "3", "15"], page.FindAll(".cells td a").Select(cell => cell.TextContent.Trim()));
        Assert.Equal(2, page.FindAll(".cells td.match").Count);
        string cell = page.FindAll(".cells td a")[1].GetAttribute("href")!;
        Assert.Equal($"compare?runs={tac},{kmeans}&cell=0-0#images", cell);

        page = Open(cell);
        Assert.Equal($"api/compare/cell?runs={tac},{kmeans}&first=0&second=0", page.Find("image-grid").GetAttribute("rows"));
        Assert.Contains("“even” in run 1, “a” in run 2", page.Find("#images-title").TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.Find($"a[href='runs/{tac}?view=correct&with={kmeans}&cell=0-0']"));
        Assert.NotNull(page.Find($"a[href='runs/{kmeans}?view=correct&with={tac}&cell=0-0']"));
        page = Open($"compare?runs={tac},{kmeans}&cell=1-1");
        Assert.Equal("No image is in both.", page.Find("#images p").TextContent);
        Assert.Empty(page.FindAll("#images image-grid"));
    }

    [Fact]
    public void The_consensus_shows_the_divided_images_and_the_classes_their_difference()
    {
        MadeRuns.Add(Data, Dataset, "tac", Halves, ["even", "odd"], 0.95);
        MadeRuns.Add(Data, Dataset, "kmeans", Shifted, ["a", "b"], 0.9);
        var page = Open("compare?runs=1,2&show=divided");
        Assert.Equal("api/compare/rows?runs=1,2&agreed=false", page.Find("image-grid").GetAttribute("rows"));
        Assert.Equal(["−3", "+3"], page.FindAll("details .matrix td.more, details .matrix td.fewer").Select(cell => cell.TextContent));
    }

    [Fact]
    public void More_than_two_runs_offer_each_pair_with_the_first()
    {
        foreach (string method in new[] { "tac", "kmeans", "scan" })
        {
            MadeRuns.Add(Data, Dataset, method, Halves, ["even", "odd"], 0.95);
        }

        var page = Open("compare?runs=1,2,3&pair=2");
        Assert.Equal("3: scan", page.Find("ul[aria-label='The other run'] [aria-current]").TextContent);
        Assert.Equal(["", "1.00", "1.00"], page.FindAll("[aria-label=Agreement] tbody tr")[0].QuerySelectorAll("td").Select(cell => cell.TextContent));
        Assert.EndsWith("&pair=2&cell=0-0#images", page.Find(".cells td a").GetAttribute("href"), StringComparison.Ordinal);
    }

    private IRenderedComponent<ComparePage> Open(string address)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return Render<ComparePage>();
    }
}
