using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace TacWeb.Tests.Api.Jobs;

[Collection(LibraryTests.Name)]
public sealed class JobEndpointsTests(Library library)
{
    [Fact]
    public async Task A_finished_job_tells_what_it_left_and_can_be_neither_cancelled_nor_tried_again()
    {
        using HttpClient client = library.Client();
        JsonElement jobs = await client.GetFromJsonAsync<JsonElement>("/api/jobs?limit=1000");
        JsonElement made = jobs.EnumerateArray().Last();
        int id = made.GetProperty("id").GetInt32();
        Assert.Equal(("dataset", "done", 1.0), (made.GetProperty("kind").GetString(), made.GetProperty("state").GetString(), made.GetProperty("fraction").GetDouble()));
        Assert.NotEmpty((await client.GetFromJsonAsync<JsonElement>($"/api/jobs/{id}/log")).EnumerateArray());
        using HttpResponseMessage cancel = await client.DeleteAsync($"/api/jobs/{id}"), retry = await client.PostAsync($"/api/jobs/{id}/retry", null);
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (cancel.StatusCode, retry.StatusCode));
    }

    [Fact]
    public async Task A_job_that_fails_says_why()
    {
        using HttpClient client = library.Client();
        string upload = await Library.UploadAsync(client, "note.txt", "no picture"u8.ToArray());
        int job = await Library.PostAsync(client, "/api/datasets/check", new { uploads = new[] { upload } });
        string last = "";
        await foreach (System.Net.ServerSentEvents.SseItem<string> item in System.Net.ServerSentEvents.SseParser.Create(await client.GetStreamAsync($"/api/jobs/{job}/events")).EnumerateAsync())
        {
            last = item.Data;
        }

        JsonElement view = JsonElement.Parse(last);
        Assert.Equal("failed", view.GetProperty("state").GetString());
        Assert.Contains("image", view.GetProperty("message").GetString(), StringComparison.OrdinalIgnoreCase);
        using HttpResponseMessage retry = await client.PostAsync($"/api/jobs/{job}/retry", null);
        Assert.Equal(HttpStatusCode.Accepted, retry.StatusCode);
    }

    [Theory]
    [InlineData("/api/jobs/9999")]
    [InlineData("/api/jobs/9999/log")]
    [InlineData("/api/jobs/9999/events")]
    public async Task An_unknown_job_is_a_problem_document(string address)
    {
        using HttpClient client = library.Client();
        using HttpResponseMessage response = await client.GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }
}
