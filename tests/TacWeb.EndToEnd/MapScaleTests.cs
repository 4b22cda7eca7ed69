using System.Diagnostics;
using Microsoft.Playwright;
using TacWeb.Storage;
using TacWeb.Testing;
using Xunit.Abstractions;

namespace TacWeb.EndToEnd;

/// <summary>A map of a hundred thousand points: how soon it can be used, and how smoothly it moves. Figures go to the test's output and from there to <c>docs/benchmarks.md</c>.</summary>
[Collection(SiteTests.Name)]
public sealed class MapScaleTests(Site site, ITestOutputHelper output)
{
    private const int Points = 100_000, Clusters = 50, Visits = 5;

    [SlowBrowserFact]
    public async Task A_map_of_a_hundred_thousand_points_can_be_used_within_two_seconds()
    {
        await using ServerProcess server = await ServerProcess.StartAsync(Fill);
        List<double> drawn = [], used = [], frames = [];
        for (int i = 0; i < Visits; i++)
        {
            await using Visit visit = await Visit.StartAsync(site, address: server.Address);
            Stopwatch clock = Stopwatch.StartNew();
            await visit.Page.GotoAsync("/runs/1/map", new() { WaitUntil = WaitUntilState.Commit });
            await visit.Page.Locator("cluster-map[ready]").WaitForAsync();
            drawn.Add(clock.Elapsed.TotalMilliseconds);
            await HoverAsync(visit.Page);
            used.Add(clock.Elapsed.TotalMilliseconds);
            frames.Add(await FramesAsync(visit.Page));
            Assert.Empty(visit.Faults);
        }

        string Text(IEnumerable<double> values) => string.Join(", ", values.Select(value => value.ToString("0", System.Globalization.CultureInfo.InvariantCulture)));
        output.WriteLine($"drawn after {Text(drawn)} ms; a point under the pointer shows its picture after {Text(used)} ms; {Text(frames)} frames a second while the wheel zooms");
        Assert.True(used.Min() < 2000, $"usable after {used.Min():0} ms at best");
    }

    // Fifty round clouds on a ring; every image is the same small picture, for only the number counts here.
    private static void Fill(DataFolder data)
    {
        string hash = data.Images.Add(MadePictures.OfKind(0, 1));
        int dataset = data.Datasets.Add("many", "many", [.. Enumerable.Range(0, Points).Select(i => new StoredImage($"{i % 10}/{i}.png", hash, $"class {i % 10}"))], [], new DateTime(2026, 11, 29, 0, 0, 0, DateTimeKind.Utc));
        MadeRuns.Add(data, dataset, "kmeans", [.. Enumerable.Range(0, Points).Select(i => i % Clusters)], [.. Enumerable.Range(0, Clusters).Select(i => $"cluster {i}")], 0.5);
        float[] places = new float[2 * Points];
        Random random = new(1);
        for (int i = 0; i < Points; i++)
        {
            double angle = 2 * Math.PI * (i % Clusters) / Clusters, far = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * 0.3, turn = 2 * Math.PI * random.NextDouble();
            places[2 * i] = (float)((5 * Math.Cos(angle)) + (far * Math.Cos(turn)));
            places[(2 * i) + 1] = (float)((5 * Math.Sin(angle)) + (far * Math.Sin(turn)));
        }

        data.Maps.Write(dataset, MadeRuns.Encoder, places);
    }

    // Over the densest spot at the right edge of the ring, a little back and forth until the picture is there.
    private static async Task HoverAsync(IPage page)
    {
        LocatorBoundingBoxResult box = (await page.Locator("cluster-map canvas").First.BoundingBoxAsync())!;
        double radius = Math.Min(box.Width, box.Height) / 2 * 0.85;
        ILocator hover = page.Locator("cluster-map .hover");
        for (int i = 0; i < 200 && !await hover.IsVisibleAsync(); i++)
        {
            await page.Mouse.MoveAsync((float)(box.X + (box.Width / 2) + radius - (i % 7)), (float)(box.Y + (box.Height / 2) + (i % 5)));
        }

        await hover.WaitForAsync();
    }

    private static async Task<double> FramesAsync(IPage page)
    {
        Task<double> counted = page.EvaluateAsync<double>(
            "async () => { const begun = performance.now(); let frames = 0; while (performance.now() - begun < 1500) { await new Promise(requestAnimationFrame); frames++; } return frames / (performance.now() - begun) * 1000; }");
        while (!counted.IsCompleted)
        {
            await page.Mouse.WheelAsync(0, -40);
        }

        return await counted;
    }
}
