using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Playwright;
using TacWeb.Cli;
using TacWeb.Testing;

namespace TacWeb.EndToEnd;

/// <summary>One real server on a free port, on a data folder with one small real run, and one headless Chromium, for all tests of the collection.</summary>
public sealed class Site : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private WebApplicationFactory<Program>? _factory;
    private IPlaywright? _playwright;

    /// <summary>The browser.</summary>
    public IBrowser Browser { get; private set; } = null!;

    /// <summary>Where the site answers.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Names of the run's clusters.</summary>
    public IReadOnlyList<string> Names { get; private set; } = [];

    // Without a browser every test is skipped; then nothing needs to be prepared.
    public async Task InitializeAsync()
    {
        if (new BrowserFactAttribute().Skip is not null)
        {
            return;
        }

        await ClusterAsync();
        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(builder => builder.UseSetting("data", _folder.Of("data")).UseSetting("prepare", "false").UseSetting("urls", "http://127.0.0.1:0"));
        _factory.UseKestrel(0);
        _factory.StartServer();
        Address = _factory.ClientOptions.BaseAddress;
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = BrowserFactAttribute.Executable,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async Task DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_factory is not null)
        {
            await _factory.DisposeAsync();
        }

        _folder.Dispose();
    }

    // A real run by the real command: made pictures of three kinds, the embedded model, a short vocabulary.
    private async Task ClusterAsync()
    {
        for (int i = 0; i < 36; i++)
        {
            _folder.Write($"shapes/{new[] { "disc", "stripes", "checks" }[i % 3]}/{i}.png", MadePictures.OfKind(i % 3, i));
        }

        using StringWriter output = new(), error = new();
        int code = await CommandLine.RunAsync(
            ["cluster", _folder.Of("shapes"), "--k", "3", "--method", "tac,kmeans", "--vocabulary", ShortVocabulary.Path, "--out", _folder.Of("out"), "--data", _folder.Of("data"), "--json"], output, error);
        Assert.True(code == 0, error.ToString());
        using System.Text.Json.JsonDocument result = System.Text.Json.JsonDocument.Parse(output.ToString());
        Names = [.. result.RootElement.GetProperty("methods")[0].GetProperty("clusters").EnumerateArray().Select(cluster => cluster.GetProperty("name").GetString()!)];
    }
}
