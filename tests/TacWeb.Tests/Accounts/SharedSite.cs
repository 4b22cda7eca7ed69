using System.Text.Json;
using TacWeb.Storage.Accounts;
using TacWeb.Testing;
using TacWeb.Tests.Api;

namespace TacWeb.Tests.Accounts;

/// <summary>A site with login where ann has uploaded, clustered and left a file half way; bob has nothing, root is the admin.</summary>
public sealed class SharedSite : IAsyncLifetime
{
    private static readonly string[] Words = ["disc", "ball", "stripe", "zebra", "chessboard", "sea"];

    /// <summary>The site.</summary>
    public LoginSite Site { get; } = new();

    /// <summary>Tokens of the three.</summary>
    public string Root { get; private set; } = "";

    public string Ann { get; private set; } = "";

    public string Bob { get; private set; } = "";

    /// <summary>Ann's dataset, run, the job that made the run, and an upload.</summary>
    public int Dataset { get; private set; }

    public int Run { get; private set; }

    public int Job { get; private set; }

    public string Upload { get; private set; } = "";

    /// <summary>A dataset of before there was a login.</summary>
    public int Older { get; private set; }

    public async Task InitializeAsync()
    {
        User root = Site.Add("root", admin: true), ann = Site.Add("ann"), bob = Site.Add("bob");
        (Root, Ann, Bob) = (Site.TokenOf(root), Site.TokenOf(ann), Site.TokenOf(bob));
        Older = Site.AddDataset(null, "older");
        using HttpClient client = Site.Client(Ann);
        string zip = await Library.UploadAsync(client, "shapes.zip", MadeArchives.Zip(Enumerable.Range(0, 9).Select(i => ($"{i % 3}/{i}.png", MadePictures.OfKind(i % 3, i)))));
        JsonElement made = await Library.EndOfAsync(client, await Library.PostAsync(client, "/api/datasets", new { uploads = new[] { zip } }));
        Dataset = made.GetProperty("result").GetProperty("dataset").GetInt32();
        Job = await Library.PostAsync(client, "/api/runs", new { datasetId = Dataset, method = "kmeans", k = 3, words = Words });
        Run = (await Library.EndOfAsync(client, Job)).GetProperty("result").GetProperty("runs")[0].GetInt32();
        Upload = await Library.UploadAsync(client, "left.png", MadePictures.OfKind(0, 1));
    }

    public Task DisposeAsync()
    {
        Site.Dispose();
        return Task.CompletedTask;
    }
}
