using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using TacWeb.Api.Uploads;
using TacWeb.Storage.Uploads;
using TacWeb.Testing;

namespace TacWeb.Tests.Api.Uploads;

/// <summary>A real server and a real client of another house: tus-js-client under Node.</summary>
public sealed class TusConformanceTests
{
    [Fact]
    public async Task TusJsClientUnderNodeIsContent()
    {
        string folder = Directory.CreateTempSubdirectory("tacweb-tus-").FullName;
        SettableTime time = new();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(new UploadFiles(folder, UploadLimits.Default with { FreeDiskBytes = 0 }, time));
        builder.Services.AddProblemDetails();
        await using WebApplication app = builder.Build();
        TusEndpoints.Map(app);
        app.MapPost("/test/later", () => { time.Now += TimeSpan.FromDays(3); return Results.Ok(); });
        await app.StartAsync();
        try
        {
            (int exit, string output) = await RunNode($"{app.Urls.First()}/api/uploads");
            Assert.True(exit == 0, output);
            Assert.Contains("ok checksum mismatch is 460 and keeps nothing", output, StringComparison.Ordinal);
            Assert.Contains("ok nothing can be added to an expired upload", output, StringComparison.Ordinal);
        }
        finally
        {
            await app.StopAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(int Exit, string Output)> RunNode(string endpoint)
    {
        ProcessStartInfo start = new("node") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Api", "Uploads", "conformance.mjs"));
        start.ArgumentList.Add(endpoint);
        start.ArgumentList.Add(Path.Combine(Repository.Root, "node_modules", "tus-js-client"));
        using Process node = Process.Start(start)!;
        Task<string> output = node.StandardOutput.ReadToEndAsync(), errors = node.StandardError.ReadToEndAsync();
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(60));
        await node.WaitForExitAsync(limit.Token);
        return (node.ExitCode, await output + await errors);
    }

    private sealed class SettableTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = TimeProvider.System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
