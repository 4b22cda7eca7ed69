using System.Net.Http.Json;
using System.Text.Json;
using TacWeb.Testing;

namespace TacWeb.Tests.Api.Search;

[Collection(ClusteredTests.Name)]
public sealed class SearchEndpointsTests(ClusteredSite site)
{
    private string Path => $"/api/datasets/{site.Dataset}/search";

    [Fact]
    public async Task Words_find_images_best_first()
    {
        using HttpClient client = site.Client();
        JsonElement found = await client.GetFromJsonAsync<JsonElement>($"{Path}?q=red%20%20disc&limit=7");
        (int Row, double Score)[] hits = Hits(found);
        Assert.Equal((7, 30, 30), (hits.Length, found.GetProperty("searched").GetInt32(), found.GetProperty("images").GetInt32()));
        Assert.Equal(hits.OrderByDescending(hit => hit.Score), hits);
        Assert.All(hits, hit => Assert.InRange(hit.Score, -1, 1));
        Assert.Equal(hits.Select(hit => hit.Row), Hits(await client.GetFromJsonAsync<JsonElement>($"{Path}?q=red%20disc&limit=500"))[..7].Select(hit => hit.Row));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_picture_finds_its_kind(int kind)
    {
        using HttpClient client = site.Client();
        using MultipartFormDataContent body = new() { { new ByteArrayContent(MadePictures.OfKind(kind, 50)), "image", "new.png" } };
        JsonElement found = await (await client.PostAsync($"{Path}?limit=8", body)).Content.ReadFromJsonAsync<JsonElement>();
        Assert.All(Hits(found), hit => Assert.Equal(kind, hit.Row / ClusteredSite.Each));
        Assert.StartsWith($"kind{kind}/", found.GetProperty("hits")[0].GetProperty("path").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_that_is_there_is_found_with_a_cosine_of_1_and_an_image_of_the_dataset_finds_its_like_without_itself()
    {
        using HttpClient client = site.Client();
        using MultipartFormDataContent body = new() { { new ByteArrayContent(MadePictures.OfKind(1, 4)), "image", "same.png" } };
        Assert.Equal((14, 1.0), Hits(await (await client.PostAsync(Path, body)).Content.ReadFromJsonAsync<JsonElement>())[0]);
        (int Row, double Score)[] like = Hits(await client.GetFromJsonAsync<JsonElement>($"{Path}?row=14&limit=100"));
        Assert.Equal(29, like.Length);
        Assert.DoesNotContain(14, like.Select(hit => hit.Row));
        Assert.Equal(1, like[0].Row / ClusteredSite.Each);
    }

    [Fact]
    public async Task Several_images_of_the_dataset_find_what_is_like_all_of_them()
    {
        using HttpClient client = site.Client();
        (int Row, double Score)[] hits = Hits(await client.GetFromJsonAsync<JsonElement>($"{Path}?row=20,21,22,20&limit=100"));
        Assert.Equal(27, hits.Length);
        Assert.DoesNotContain(hits, hit => hit.Row is 20 or 21 or 22);
        Assert.All(hits[..7], hit => Assert.Equal(2, hit.Row / ClusteredSite.Each));
        await ClusteredSite.RefusedAsync(400, "numbers", await client.GetAsync($"{Path}?row=1,x"));
        await ClusteredSite.RefusedAsync(400, "200", await client.GetAsync($"{Path}?row={string.Join(',', Enumerable.Range(0, 201))}"));
    }

    [Fact]
    public async Task What_cannot_be_looked_for_is_refused_by_name()
    {
        using HttpClient client = site.Client();
        await ClusteredSite.RefusedAsync(404, "dataset 99", await client.GetAsync("/api/datasets/99/search?q=x"));
        await ClusteredSite.RefusedAsync(400, "words", await client.GetAsync($"{Path}?q=%20"));
        await ClusteredSite.RefusedAsync(400, "500", await client.GetAsync($"{Path}?q={new string('x', 501)}"));
        await ClusteredSite.RefusedAsync(400, "nope", await client.GetAsync($"{Path}?q=x&encoder=nope"));
        await ClusteredSite.RefusedAsync(400, "row 30", await client.GetAsync($"{Path}?row=30"));
        using MultipartFormDataContent bad = new() { { new ByteArrayContent("no picture"u8.ToArray()), "image", "bad.png" } };
        await ClusteredSite.RefusedAsync(400, "bad.png", await client.PostAsync(Path, bad));
        await ClusteredSite.RefusedAsync(400, "no file", await client.PostAsync(Path, new MultipartFormDataContent { { new StringContent("x"), "field" } }));
    }

    private static (int Row, double Score)[] Hits(JsonElement found) => [.. found.GetProperty("hits").EnumerateArray().Select(hit => (hit.GetProperty("row").GetInt32(), hit.GetProperty("score").GetDouble()))];
}
