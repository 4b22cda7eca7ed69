using System.Net;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace TacWeb.Tests.Api.Datasets;

[Collection(LibraryTests.Name)]
public sealed class DatasetEndpointsTests(Library library)
{
    [Fact]
    public async Task A_dataset_tells_its_classes_and_its_images_page_by_page()
    {
        using HttpClient client = library.Client();
        JsonElement dataset = await client.GetFromJsonAsync<JsonElement>($"/api/datasets/{library.Dataset}");
        Assert.Equal(("shapes", 18, 3), (dataset.GetProperty("name").GetString(), dataset.GetProperty("images").GetInt32(), dataset.GetProperty("skipped").GetInt32()));
        Assert.Equal(["checks", "disc", "stripes"], dataset.GetProperty("classes").EnumerateArray().Select(one => one.GetProperty("name").GetString()));
        JsonElement page = await client.GetFromJsonAsync<JsonElement>($"/api/datasets/{library.Dataset}/images?offset=4&limit=2&class=disc");
        Assert.Equal(6, page.GetProperty("total").GetInt32());
        Assert.Equal(2, page.GetProperty("images").GetArrayLength());
        Assert.All(page.GetProperty("images").EnumerateArray(), image => Assert.Equal("disc", image.GetProperty("class").GetString()));
        byte[] rows = await client.GetByteArrayAsync($"/api/datasets/{library.Dataset}/rows?class=checks");
        Assert.Equal([0, 1, 2, 3, 4, 5], MemoryMarshal.Cast<byte, int>(rows).ToArray());
    }

    [Fact]
    public async Task What_was_skipped_comes_as_a_file_whose_cells_are_no_formulas()
    {
        using HttpClient client = library.Client();
        using HttpResponseMessage response = await client.GetAsync($"/api/datasets/{library.Dataset}/skipped.csv");
        string csv = await response.Content.ReadAsStringAsync();
        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Contains("disc/page.png", csv, StringComparison.Ordinal);
        Assert.Contains("disc/drawing.svg", csv, StringComparison.Ordinal);
        Assert.Equal(4, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("/api/datasets/999")]
    [InlineData("/api/datasets/999/images")]
    [InlineData("/api/datasets/999/rows")]
    [InlineData("/api/datasets/999/skipped.csv")]
    public async Task An_unknown_dataset_is_a_problem_document(string address)
    {
        using HttpClient client = library.Client();
        using HttpResponseMessage response = await client.GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("no dataset 999", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"uploads":[]}""", "at least one")]
    [InlineData("""{"uploads":["../../etc/passwd"]}""", "not there")]
    [InlineData("""{"uploads":["00000000000000000000000000000000"]}""", "not there")]
    [InlineData("""{"uploads":[],"label":"none"}""", "that is not known here (line 1, byte")]
    [InlineData("""{"uploads":[],"name":[1]}""", "The value of name is of another kind")]
    [InlineData("""{"uploads":7}""", "The value of uploads is of another kind")]
    [InlineData("{", "The body is not JSON")]
    [InlineData("null", "")]
    public async Task A_faulty_order_is_refused_in_one_sentence(string body, string reason)
    {
        using HttpClient client = library.Client();
        foreach (string address in new[] { "/api/datasets", "/api/datasets/check" })
        {
            using StringContent content = new(body, System.Text.Encoding.UTF8, "application/json");
            using HttpResponseMessage response = await client.PostAsync(address, content);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
            string problem = await response.Content.ReadAsStringAsync();
            Assert.Contains(reason, problem, StringComparison.Ordinal);
            Assert.DoesNotContain("TacWeb.", problem, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Deleted_is_gone_with_its_pictures_and_comes_back_whole()
    {
        using HttpClient client = library.Client();
        string upload = await Library.UploadAsync(client, "one.png", Testing.MadePictures.OfKind(0, 99));
        JsonElement job = await Library.EndOfAsync(client, await Library.PostAsync(client, "/api/datasets", new { uploads = new[] { upload }, name = "short-lived" }));
        int id = job.GetProperty("result").GetProperty("dataset").GetInt32();
        string[] addresses = [$"/api/datasets/{id}", $"/api/images/{id}-0/file", $"/api/images/{id}-0/thumbnail", $"/datasets/{id}?image=0"];
        Assert.All(await StatusesAsync(client, addresses), status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync($"/api/datasets/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.DeleteAsync($"/api/datasets/{id}")).StatusCode);
        Assert.All((await StatusesAsync(client, addresses))[..3], status => Assert.Equal(HttpStatusCode.NotFound, status));
        Assert.Equal(HttpStatusCode.NoContent, (await client.PostAsync($"/api/datasets/{id}/restore", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsync($"/api/datasets/{id}/restore", null)).StatusCode);
        Assert.All(await StatusesAsync(client, addresses), status => Assert.Equal(HttpStatusCode.OK, status));
        await client.DeleteAsync($"/api/datasets/{id}");
    }

    private static async Task<List<HttpStatusCode>> StatusesAsync(HttpClient client, string[] addresses)
    {
        List<HttpStatusCode> statuses = [];
        foreach (string address in addresses)
        {
            using HttpResponseMessage response = await client.GetAsync(address);
            statuses.Add(response.StatusCode);
        }

        return statuses;
    }
}
