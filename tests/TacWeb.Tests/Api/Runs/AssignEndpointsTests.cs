using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using TacWeb.Pipeline.Explore;
using TacWeb.Testing;

namespace TacWeb.Tests.Api.Runs;

[Collection(ClusteredTests.Name)]
public sealed class AssignEndpointsTests(ClusteredSite site)
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task New_images_go_where_their_kind_is_after_a_restart_too(int method)
    {
        AssignedImage[] before = await PlacedAsync(site.Runs[method]);
        site.Restart();
        AssignedImage[] after = await PlacedAsync(site.Runs[method]);
        Assert.Equal(before, after);
        Assert.Equal(Enumerable.Range(0, 9).Select(i => $"new{i}.png"), after.Select(image => image.File));
        Assert.All(after, image => Assert.InRange(image.Confidence!.Value, 0.34, 1));
        Assert.Equal(3, after.Select(image => image.Cluster).Distinct().Count());
        Assert.Equal(3, after.Select(image => image.Name).Distinct().Count());
        Assert.All(after.Select((image, i) => (image.Cluster, Kind: i / 3)).GroupBy(image => image.Kind), kind => Assert.Single(kind.Select(image => image.Cluster).Distinct()));
    }

    [Fact]
    public async Task A_file_that_is_no_image_has_a_reason_and_the_others_a_cluster()
    {
        using HttpClient client = site.Client();
        using MultipartFormDataContent body = Body(("bad.png", "not a picture"u8.ToArray()), ("../../etc/ok.png", MadePictures.OfKind(0, 40)), ("huge.png", MadePictures.HugeHeader(60_000, 60_000)), ("empty.png", []));
        AssignedImage[] placed = (await (await client.PostAsync($"/api/runs/{site.Runs[0]}/assign", body)).Content.ReadFromJsonAsync<AssignedImage[]>())!;
        Assert.Equal(["bad.png", "ok.png", "huge.png", "empty.png"], placed.Select(image => image.File));
        Assert.Equal([false, true, false, false], placed.Select(image => image.Cluster is not null));
        Assert.Equal([true, false, true, true], placed.Select(image => image.Reason is { Length: > 5 }));
    }

    [Fact]
    public async Task What_is_no_multipart_of_images_is_refused()
    {
        using HttpClient client = site.Client();
        string path = $"/api/runs/{site.Runs[0]}/assign";
        await ClusteredSite.RefusedAsync(404, "run 999", await client.PostAsync("/api/runs/999/assign", Body(("a.png", MadePictures.OfKind(0, 1)))));
        await ClusteredSite.RefusedAsync(400, "multipart", await client.PostAsync(path, new StringContent("{}", Encoding.UTF8, "application/json")));
        await ClusteredSite.RefusedAsync(400, "no file", await client.PostAsync(path, new MultipartFormDataContent { { new StringContent("x"), "field" } }));
        using ByteArrayContent torn = new("--b\r\nContent-Disposition: form-data; name=\"a\"; filename=\"torn.png\"\r\n\r\nabc"u8.ToArray());
        torn.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");
        await ClusteredSite.RefusedAsync(400, "torn.png", await client.PostAsync(path, torn));
    }

    [Fact]
    public async Task A_run_without_what_places_images_says_so()
    {
        string kept = Path.Combine(site.Data, "runs", $"{site.Runs[2]}", "assigner.bin"), aside = kept + ".aside";
        using HttpClient client = site.Client();
        File.Move(kept, aside);
        try
        {
            await ClusteredSite.RefusedAsync(409, "keeps nothing", await client.PostAsync($"/api/runs/{site.Runs[2]}/assign", Body(("a.png", MadePictures.OfKind(0, 1)))));
            File.WriteAllBytes(kept, File.ReadAllBytes(aside)[..100]);
            await ClusteredSite.RefusedAsync(409, "damaged", await client.PostAsync($"/api/runs/{site.Runs[2]}/assign", Body(("a.png", MadePictures.OfKind(0, 1)))));
        }
        finally
        {
            File.Move(aside, kept, overwrite: true);
        }
    }

    private async Task<AssignedImage[]> PlacedAsync(int run)
    {
        using HttpClient client = site.Client();
        using HttpResponseMessage response = await client.PostAsync($"/api/runs/{run}/assign", Body([.. Enumerable.Range(0, 9).Select(i => ($"new{i}.png", MadePictures.OfKind(i / 3, 30 + i)))]));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<AssignedImage[]>())!;
    }

    private static MultipartFormDataContent Body(params IReadOnlyList<(string Name, byte[] Content)> files)
    {
        MultipartFormDataContent body = [];
        foreach ((string name, byte[] content) in files)
        {
            body.Add(new ByteArrayContent(content), "images", name);
        }

        return body;
    }
}
