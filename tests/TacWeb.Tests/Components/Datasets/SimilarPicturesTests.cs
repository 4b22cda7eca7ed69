using Bunit;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using TacWeb.Components.Datasets;
using TacWeb.Encoders.Models;
using TacWeb.Storage;

namespace TacWeb.Tests.Components.Datasets;

public sealed class SimilarPicturesTests : ComponentSite
{
    public SimilarPicturesTests() => ComponentFactories.AddStub<AntiforgeryToken>();

    [Fact]
    public void Nobody_has_looked_until_the_button_is_pressed()
    {
        int dataset = AddDataset("birds", 6);
        var part = Render<SimilarPictures>(parameters => parameters.Add(part => part.Dataset, dataset).Add(part => part.LinkOf, row => $"#{row}"));
        part.Find("form").Submit();
        Assert.Equal("similar", Assert.Single(Data.Queue.Open()).Kind);
    }

    [Fact]
    public void Pairs_that_share_an_image_are_one_group_above_the_cosine_that_is_asked_for()
    {
        int dataset = AddDataset("birds", 6);
        Data.Similar.Write(dataset, Services.GetRequiredService<ModelCatalogue>().Find("mini").Info.Sha256, [new SimilarImages(0, 1, 0.99f), new SimilarImages(1, 4, 0.96f), new SimilarImages(2, 3, 0.91f)]);
        string[][] Groups(double from) =>
        [
            .. Render<SimilarPictures>(parameters => parameters.Add(part => part.Dataset, dataset).Add(part => part.Threshold, from).Add(part => part.LinkOf, row => $"#{row}"))
                .FindAll(".groups li").Select(group => group.QuerySelectorAll("a").Select(link => link.GetAttribute("href")!).ToArray()),
        ];
        Assert.Equal([["#0", "#1", "#4"]], Groups(0.95));
        Assert.Equal([["#0", "#1", "#4"], ["#2", "#3"]], Groups(0.9));
        Assert.Equal([["#0", "#1"]], Groups(0.97));
    }

    [Fact]
    public void A_big_group_of_the_same_file_is_cut_and_counted()
    {
        var part = Render<DuplicateGroups>(parameters => parameters.Add(part => part.Dataset, 1).Add(part => part.Groups, [[.. Enumerable.Range(0, 15)]]).Add(part => part.LinkOf, row => $"#{row}"));
        Assert.Equal(12, part.FindAll("a").Count);
        Assert.Equal("and 3 more", part.Find("li .quiet").TextContent);
    }
}
