using Bunit;
using TacWeb.Components.Datasets;
using TacWeb.Languages;
using TacWeb.Storage;

namespace TacWeb.Tests.Components.Datasets;

public sealed class DatasetCardTests : BunitContext
{
    public DatasetCardTests() => LanguageServices.Add(Services);

    [Theory]
    [InlineData(1, new[] { 0 })]
    [InlineData(4, new[] { 0, 1, 2, 3 })]
    [InlineData(100, new[] { 12, 37, 62, 87 })]
    public void Covers_come_from_all_over_the_dataset(int images, int[] rows)
    {
        var card = Render<DatasetCard>(parameters => parameters.Add(card => card.Dataset, new StoredDataset(3, "<i>birds</i>", images, DateTime.UnixEpoch)).Add(card => card.Classes, 2));
        Assert.Equal(rows.Select(row => $"api/images/3-{row}/thumbnail?size=160"), card.FindAll("img").Select(image => image.GetAttribute("src")));
        Assert.Equal("<i>birds</i>", card.Find("h2").TextContent);
        Assert.Contains("2 classes", card.Markup, StringComparison.Ordinal);
    }
}
