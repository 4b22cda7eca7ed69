using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using TacWeb.Components.Map;
using TacWeb.Testing;

namespace TacWeb.Tests.Components.Map;

public sealed class MapPageTests : ComponentSite
{
    private readonly DefaultHttpContext _http = new();
    private readonly int _dataset;
    private readonly int _run;

    public MapPageTests()
    {
        _dataset = AddDataset("birds", 4);
        _run = MadeRuns.Add(Data, _dataset, "tac", [0, 0, 1, 1], ["owl", "robin"]);
    }

    [Fact]
    public void Without_a_map_it_is_computed_first() => Assert.Contains("Computing the map", Open().Find(".watch").InnerHtml, StringComparison.Ordinal);

    [Fact]
    public void The_colour_stands_in_the_address_and_only_this_page_may_compile_shaders()
    {
        int other = MadeRuns.Add(Data, _dataset, "kmeans", [0, 0, 0, 1], ["a", "b"]);
        Data.Maps.Write(_dataset, MadeRuns.Encoder, new float[8]);
        var page = Open();
        Assert.Equal(["cluster", "class", "confidence", $"{other}"], page.FindAll("option").Select(option => option.GetAttribute("value")));
        Assert.Equal("cluster", page.Find("option[selected]").GetAttribute("value"));
        Assert.Equal($"{other}", Open($"?colour={other}").Find("option[selected]").GetAttribute("value"));
        Assert.Contains("'unsafe-eval'", _http.Response.Headers.ContentSecurityPolicy.ToString(), StringComparison.Ordinal);
    }

    private IRenderedComponent<MapPage> Open(string query = "")
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"runs/{_run}/map{query}");
        return Render<MapPage>(parameters => parameters.Add(page => page.Id, _run).AddCascadingValue<HttpContext>(_http));
    }
}
