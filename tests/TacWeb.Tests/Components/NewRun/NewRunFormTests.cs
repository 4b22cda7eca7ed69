using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using TacWeb.Clustering;
using TacWeb.Components.NewRun;

namespace TacWeb.Tests.Components.NewRun;

public sealed class NewRunFormTests : ComponentSite
{
    [Fact]
    public void Every_registered_method_can_be_chosen_and_tac_is()
    {
        AddDataset("birds");
        var form = Render<NewRunForm>();
        Assert.Equal(ClusteringMethods.All.Count, form.FindAll(".method-choice").Count);
        Assert.Equal(["tac"], form.FindAll(".method-choice.chosen code").Select(code => code.TextContent));
        form.WaitForAssertion(() => Assert.Contains("on this machine", form.Find(".estimate").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void Start_queues_the_order_and_goes_to_the_jobs()
    {
        int dataset = AddDataset("birds");
        var form = Render<NewRunForm>(parameters => parameters.Add(form => form.Dataset, dataset).Add(form => form.Methods, "kmeans").Add(form => form.K, 3));
        form.WaitForAssertion(() => Assert.Single(form.FindAll(".estimate")));
        form.Find("form").Submit();
        form.WaitForAssertion(() => Assert.Single(Data.Queue.List()));
        Assert.Equal("k-means on birds, k 3", Data.Queue.List()[0].Title);
        Assert.EndsWith($"/jobs?job={Data.Queue.List()[0].Id}&go=true", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_wrong_is_said_at_once_and_nothing_is_queued()
    {
        int dataset = AddDataset("birds");
        var form = Render<NewRunForm>(parameters => parameters.Add(form => form.Dataset, dataset).Add(form => form.K, 31));
        form.WaitForAssertion(() => Assert.Contains("only 30 images", form.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        form.Find("form").Submit();
        Assert.Contains("only 30 images", form.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(Data.Queue.List());
    }

    [Fact]
    public void Views_are_offered_with_their_cost_where_a_method_uses_some()
    {
        int dataset = AddDataset("birds");
        var without = Render<NewRunForm>(parameters => parameters.Add(form => form.Dataset, dataset).Add(form => form.Methods, "kmeans"));
        Assert.Empty(without.FindAll("#views"));
        var form = Render<NewRunForm>(parameters => parameters.Add(form => form.Dataset, dataset).Add(form => form.Methods, "cc,kmeans").Add(form => form.K, 3));
        Assert.Contains("five times as long", form.Markup, StringComparison.Ordinal);
        form.Find("#views").Change(true);
        form.Find("#fine-grained").Change(true);
        form.Find("form").Submit();
        form.WaitForAssertion(() => Assert.Single(Data.Queue.List()));
        string request = Data.Queue.List()[0].Request;
        Assert.Contains("\"views\":\"true\"", request, StringComparison.Ordinal);
        Assert.Contains("\"fineGrained\":\"true\"", request, StringComparison.Ordinal);
    }

    [Fact]
    public void Own_words_and_a_part_of_WordNet_open_their_fields()
    {
        AddDataset("birds");
        var form = Render<NewRunForm>(parameters => parameters.Add(form => form.Synset, "animal.n.01"));
        Assert.Equal("animal.n.01", form.Find("#synset").GetAttribute("value"));
        form.FindAll("input[name=words]")[2].Change(true);
        Assert.Empty(form.FindAll("#synset"));
        form.WaitForAssertion(() => Assert.Contains("at least one word", form.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        form.Find("#own-words").Change("cat\ndog");
        form.WaitForAssertion(() => Assert.Empty(form.FindAll("[role=alert]")));
    }

    [Fact]
    public void The_wait_for_the_words_is_shown()
    {
        AddDataset("birds");
        Runner.Enqueue("nouns", "Noun vectors", "{}");
        var form = Render<NewRunForm>();
        Assert.Contains("words are being prepared", form.Find(".summary").TextContent, StringComparison.Ordinal);
        Release.SetResult("{}");
        Runner.Start();
        form.WaitForAssertion(() => Assert.DoesNotContain("being prepared", form.Find(".summary").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
    }
}
