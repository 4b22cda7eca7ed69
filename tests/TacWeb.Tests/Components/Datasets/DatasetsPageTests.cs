using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using TacWeb.Components.Datasets;

namespace TacWeb.Tests.Components.Datasets;

public sealed class DatasetsPageTests : ComponentSite
{
    public DatasetsPageTests() => ComponentFactories.AddStub<AntiforgeryToken>();

    [Fact]
    public void An_empty_list_says_how_to_begin() => Assert.Contains("no dataset yet", Open().Find(".empty").TextContent, StringComparison.Ordinal);

    [Fact]
    public void A_deleted_dataset_is_gone_and_can_be_brought_back()
    {
        int kept = AddDataset("birds", 4), gone = AddDataset("shoes", 4);
        Data.Datasets.Delete(gone, DateTime.UnixEpoch);
        var page = Open($"?deleted={gone}");
        Assert.Equal($"datasets/{kept}", Assert.Single(page.FindAll(".dataset h2 a")).GetAttribute("href"));
        Assert.Contains("“shoes”", page.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.Equal($"{gone}", page.Find("form input[name=Id]").GetAttribute("value"));
        Assert.Empty(Open($"?deleted={kept}").FindAll("form"));
    }

    private IRenderedComponent<DatasetsPage> Open(string query = "")
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("datasets" + query);
        return Render<DatasetsPage>();
    }
}
