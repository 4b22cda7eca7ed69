using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using TacWeb.Testing;

namespace TacWeb.Tests.Api;

/// <summary>The real application in memory with one dataset that came in by tus: 18 made pictures of three kinds, and three files that are none.</summary>
public sealed class Library : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private WebApplicationFactory<Program> _factory = null!;

    /// <summary>The dataset's number.</summary>
    public int Dataset { get; private set; }

    public async Task InitializeAsync()
    {
        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(builder => builder.UseSetting("data", _folder.Of("data")).UseSetting("prepare", "false"));
        (string, byte[])[] entries =
        [
            .. Enumerable.Range(0, 18).Select(i => ($"{new[] { "disc", "stripes", "checks" }[i % 3]}/{i}.png", MadePictures.OfKind(i % 3, i))),
            ("disc/page.png", "<!doctype html><script>alert(1)</script>"u8.ToArray()),
            ("disc/drawing.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"u8.ToArray()),
            ("disc/=cmd.png", []),
        ];
        using HttpClient client = Client();
        string upload = await UploadAsync(client, "shapes.zip", MadeArchives.Zip(entries));
        JsonElement job = await EndOfAsync(client, await PostAsync(client, "/api/datasets", new { uploads = new[] { upload } }));
        Dataset = job.GetProperty("result").GetProperty("dataset").GetInt32();
    }

    public async Task DisposeAsync()
    {
        await _factory.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>A client that calls the site <c>http://localhost</c>.</summary>
    public HttpClient Client() => _factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    /// <summary>Creates and fills an upload as any tus client does.</summary>
    public static async Task<string> UploadAsync(HttpClient client, string name, byte[] content)
    {
        using HttpRequestMessage create = new(HttpMethod.Post, "/api/uploads") { Headers = { { "Tus-Resumable", "1.0.0" }, { "Upload-Length", $"{content.Length}" }, { "Upload-Metadata", "filename " + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(name)) } } };
        using HttpResponseMessage created = await client.SendAsync(create);
        string address = created.EnsureSuccessStatusCode().Headers.Location!.ToString();
        using HttpRequestMessage append = new(HttpMethod.Patch, address) { Content = new ByteArrayContent(content), Headers = { { "Tus-Resumable", "1.0.0" }, { "Upload-Offset", "0" } } };
        append.Content.Headers.ContentType = new("application/offset+octet-stream");
        using HttpResponseMessage appended = await client.SendAsync(append);
        appended.EnsureSuccessStatusCode();
        return address[(address.LastIndexOf('/') + 1)..];
    }

    /// <summary>Posts what becomes a job.</summary>
    /// <returns>The job.</returns>
    public static async Task<int> PostAsync(HttpClient client, string address, object body)
    {
        using HttpResponseMessage response = await client.PostAsJsonAsync(address, body);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("job").GetInt32();
    }

    /// <summary>Follows a job by its events until it ends.</summary>
    public static async Task<JsonElement> EndOfAsync(HttpClient client, int job)
    {
        using Stream events = await client.GetStreamAsync($"/api/jobs/{job}/events");
        string last = "";
        await foreach (System.Net.ServerSentEvents.SseItem<string> item in System.Net.ServerSentEvents.SseParser.Create(events).EnumerateAsync())
        {
            last = item.Data;
        }

        JsonElement view = JsonElement.Parse(last);
        Assert.True(view.GetProperty("state").GetString() == "done", last);
        return view;
    }
}
