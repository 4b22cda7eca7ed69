using System.Net;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace TacWeb.Tests.Api.Runs;

[Collection(LibraryTests.Name)]
public sealed class RunJobsTests(Library library)
{
    private static readonly string[] Words = ["disc", "ball", "stripe", "zebra", "chessboard", "check", "sea", "grass", "tomato", "window"];

    [Fact]
    public async Task A_run_is_ordered_followed_and_read()
    {
        using HttpClient client = library.Client();
        object order = new { datasetId = library.Dataset, method = "kmeans,tac-no-train", k = 3, words = Words, options = new { restarts = 3 } };
        using HttpResponseMessage estimate = await client.PostAsJsonAsync("/api/runs/estimate", order);
        Assert.True((await estimate.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("seconds").GetDouble() > 0);
        JsonElement job = await Library.EndOfAsync(client, await Library.PostAsync(client, "/api/runs", order));
        int[] runs = [.. job.GetProperty("result").GetProperty("runs").EnumerateArray().Select(run => run.GetInt32())];
        Assert.Equal(2, runs.Length);
        JsonElement run = await client.GetFromJsonAsync<JsonElement>($"/api/runs/{runs[0]}");
        Assert.Equal("kmeans", run.GetProperty("run").GetProperty("method").GetString());
        JsonElement[] clusters = [.. run.GetProperty("clusters").EnumerateArray()];
        Assert.Equal(18, clusters.Sum(cluster => cluster.GetProperty("size").GetInt32()));
        Assert.All(clusters, cluster => Assert.Contains(cluster.GetProperty("name").GetString(), Words));
        int first = clusters[0].GetProperty("id").GetInt32();
        byte[] rows = await client.GetByteArrayAsync($"/api/runs/{runs[0]}/clusters/{first}/rows?order=uncertain");
        Assert.Equal(clusters[0].GetProperty("size").GetInt32(), MemoryMarshal.Cast<byte, int>(rows).Length);
        foreach (string file in new[] { "assignments.csv", "clusters.json", "report.json" })
        {
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"/api/runs/{runs[1]}/{file}")).StatusCode);
        }

        JsonElement list = await client.GetFromJsonAsync<JsonElement>($"/api/runs?dataset={library.Dataset}");
        Assert.Superset(runs.ToHashSet(), list.EnumerateArray().Select(one => one.GetProperty("id").GetInt32()).ToHashSet());
        foreach (string page in new[] { $"/runs/{runs[0]}", $"/runs/{runs[0]}?view=tree", $"/runs/{runs[0]}/clusters/{first}", $"/datasets/{library.Dataset}?image=0&run={runs[0]}" })
        {
            using HttpResponseMessage shown = await client.GetAsync(page);
            Assert.True(shown.IsSuccessStatusCode, page);
            Assert.Contains(clusters[0].GetProperty("name").GetString()!, await shown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("""{"datasetId":999}""", "no dataset 999")]
    [InlineData("""{"datasetId":1,"method":"nonsense"}""", "nonsense")]
    [InlineData("""{"datasetId":1,"method":""}""", "method")]
    [InlineData("""{"datasetId":1,"k":0}""", "k is")]
    [InlineData("""{"datasetId":1,"k":2.5}""", "k is")]
    [InlineData("""{"datasetId":1,"k":"many"}""", "k is")]
    [InlineData("""{"datasetId":1,"k":19}""", "only 18 images")]
    [InlineData("""{"datasetId":1,"seeds":0}""", "seeds")]
    [InlineData("""{"datasetId":1,"encoder":"../mini"}""", "mini")]
    [InlineData("""{"datasetId":1,"vocabulary":"/etc/passwd"}""", "no vocabulary")]
    [InlineData("""{"datasetId":1,"vocabulary":"wordnet:unicorns.n.99"}""", "unicorns")]
    [InlineData("""{"datasetId":1,"options":{"nonsense":1}}""", "nonsense")]
    [InlineData("""{"datasetId":1,"options":{"epochs":-5}}""", "epochs")]
    [InlineData("""{"datasetId":1,"options":{"epochs":[1]}}""", "option")]
    [InlineData("""{"datasetId":"one"}""", "value of datasetId is of another kind")]
    [InlineData("""{"datasetId":1,"methods":["tac","kmeans"]}""", "methods")]
    public async Task A_faulty_order_is_refused_in_one_sentence(string body, string reason)
    {
        using HttpClient client = library.Client();
        foreach (string address in new[] { "/api/runs", "/api/runs/estimate" })
        {
            using StringContent content = new(body.Replace("\"datasetId\":1", $"\"datasetId\":{library.Dataset}", StringComparison.Ordinal), System.Text.Encoding.UTF8, "application/json");
            using HttpResponseMessage response = await client.PostAsync(address, content);
            string problem = await response.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
            Assert.Contains(reason, problem, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("   at ", problem, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/api/runs/999")]
    [InlineData("/api/runs/999/clusters/0/rows")]
    public async Task An_unknown_run_is_a_problem_document(string address)
    {
        using HttpClient client = library.Client();
        using HttpResponseMessage response = await client.GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task The_description_names_every_address_of_the_contract()
    {
        using HttpClient client = library.Client();
        JsonElement paths = (await client.GetFromJsonAsync<JsonElement>("/openapi/v1.json")).GetProperty("paths");
        foreach (string path in new[] { "/api/uploads", "/api/datasets", "/api/datasets/{id}", "/api/datasets/{id}/images", "/api/images/{id}/thumbnail", "/api/images/{id}/file", "/api/runs", "/api/runs/{id}", "/api/jobs/{id}", "/api/jobs/{id}/events" })
        {
            Assert.True(paths.TryGetProperty(path, out _), path);
        }
    }

    [Theory]
    [InlineData("/methods", "Image Clustering with External Guidance")]
    [InlineData("/models", "TacWeb mini")]
    [InlineData("/concepts?q=dress", "one-piece garment")]
    [InlineData("/concepts?synset=animal.n.01", "Kinds of animal")]
    [InlineData("/concepts?q=%3Cscript%3E", "&lt;script&gt;")]
    [InlineData("/settings", "REST API")]
    [InlineData("/jobs", "Jobs")]
    [InlineData("/runs/new", "Find clusters")]
    [InlineData("/datasets", "shapes")]
    [InlineData("/", "Try it with sample pictures")]
    public async Task Every_page_answers(string path, string text)
    {
        using HttpClient client = library.Client();
        Assert.Contains(text, await client.GetStringAsync(path), StringComparison.Ordinal);
    }
}
