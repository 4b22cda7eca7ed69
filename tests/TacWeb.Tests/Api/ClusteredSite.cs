using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using TacWeb.Core;
using TacWeb.Encoders;
using TacWeb.Encoders.Models;
using TacWeb.Pipeline;
using TacWeb.Pipeline.Ingest;
using TacWeb.Storage;
using TacWeb.Testing;

namespace TacWeb.Tests.Api;

/// <summary>The real application in memory with a dataset of 30 made pictures of three kinds, clustered by the embedded model with three methods.</summary>
public sealed class ClusteredSite : IAsyncLifetime
{
    /// <summary>Pictures of each kind.</summary>
    public const int Each = 10;

    private readonly TemporaryFolder _folder = new();
    private WebApplicationFactory<Program>? _factory;

    /// <summary>The dataset.</summary>
    public int Dataset { get; private set; }

    /// <summary>Runs of <c>tac</c>, <c>tac-no-train</c> and <c>kmeans</c>, K = 3.</summary>
    public IReadOnlyList<int> Runs { get; private set; } = [];

    /// <summary>The data folder.</summary>
    public string Data => _folder.Of("data");

    public async Task InitializeAsync()
    {
        string zip = _folder.Write("pictures.zip", MadeArchives.Zip(Enumerable.Range(0, 3 * Each).Select(i => ($"kind{i / Each}/{i % Each}.png", MadePictures.OfKind(i / Each, i % Each)))));
        using (EncoderLoader loader = new())
        using (DataFolder data = DataFolder.Open(Data))
        {
            await using ComputeThread compute = new();
            LoadedModel mini = loader.Load(ModelFolder.Read(Repository.PathOf("models", "mini")));
            ClusterRequest request = new() { Input = zip, ClusterCount = 3, Labels = LabelSource.Folders, Methods = ["tac", "tac-no-train", "kmeans"], Vocabulary = ShortVocabulary.Path };
            ClusterResult result = await new ClusterDataset(data, mini.Image, mini.Text, () => RealWordNet.Nouns, compute, TimeProvider.System).RunAsync(request);
            Runs = [.. result.Methods.Select(method => method.RunId)];
            Dataset = data.Runs.Find(Runs[0])!.DatasetId;
        }

        Restart();
    }

    public Task DisposeAsync()
    {
        _factory!.Dispose();
        _folder.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Ends the application and starts it anew on the same data folder.</summary>
    public void Restart()
    {
        if (_factory is not null)
        {
            _factory.Dispose();
            Assert.True(SpinWait.SpinUntil(IsFree, TimeSpan.FromSeconds(30))); // the application gives the folder back a little after its host has ended
        }

        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(builder => builder.UseSetting("data", Data).UseSetting("prepare", "false"));
    }

    private bool IsFree()
    {
        try
        {
            DataFolder.Open(Data).Dispose();
            return true;
        }
        catch (TacWebException)
        {
            return false;
        }
    }

    /// <summary>A client that calls the site <c>http://localhost</c>.</summary>
    public HttpClient Client() => _factory!.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    /// <summary>Reads the job's events to their end and checks that it is done.</summary>
    public static async Task DoneAsync(HttpClient client, HttpResponseMessage accepted)
    {
        Assert.Equal(System.Net.HttpStatusCode.Accepted, accepted.StatusCode);
        int job = (await accepted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("job").GetInt32();
        await client.GetStringAsync($"/api/jobs/{job}/events");
        JsonElement view = await client.GetFromJsonAsync<JsonElement>($"/api/jobs/{job}");
        Assert.True(view.GetProperty("state").GetString() == "done", view.GetRawText());
    }

    /// <summary>Checks that an answer is a problem document of a status whose words hold a text.</summary>
    public static async Task RefusedAsync(int status, string text, HttpResponseMessage response)
    {
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains(text, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}
