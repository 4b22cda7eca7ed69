using System.Net;
using System.Net.Http.Json;
using System.Runtime.InteropServices;

namespace TacWeb.Tests.Api.Runs;

[Collection(ClusteredTests.Name)]
public sealed class MapEndpointsTests(ClusteredSite site)
{
    [Fact]
    public async Task A_map_is_computed_once_when_asked_for_and_serves_every_run_of_the_dataset()
    {
        using HttpClient client = site.Client();
        await ClusteredSite.RefusedAsync(409, "map", await client.GetAsync($"/api/runs/{site.Runs[0]}/points.bin"));
        await ClusteredSite.DoneAsync(client, await client.PostAsync($"/api/runs/{site.Runs[0]}/map", null));

        byte[] points = await client.GetByteArrayAsync($"/api/runs/{site.Runs[0]}/points.bin"), others = await client.GetByteArrayAsync($"/api/runs/{site.Runs[2]}/points.bin");
        const int n = 3 * ClusteredSite.Each;
        Assert.Equal(4 + (16 * n), points.Length);
        Assert.Equal(n, BitConverter.ToInt32(points));
        for (int image = 0; image < n; image++)
        {
            ReadOnlySpan<float> point = MemoryMarshal.Cast<byte, float>(points.AsSpan(4 + (16 * image), 16));
            Assert.True(float.IsFinite(point[0]) && float.IsFinite(point[1]));
            Assert.InRange(BitConverter.ToInt32(points, 4 + (16 * image) + 8), 0, 2);
            Assert.InRange(point[3], 0.01f, 1);
            Assert.Equal(point[..2].ToArray(), MemoryMarshal.Cast<byte, float>(others.AsSpan(4 + (16 * image), 8)).ToArray());
        }

        await ClusteredSite.DoneAsync(client, await client.PostAsync($"/api/runs/{site.Runs[0]}/map", null));
        Assert.Equal(points, await client.GetByteArrayAsync($"/api/runs/{site.Runs[0]}/points.bin"));
    }

    [Fact]
    public async Task The_map_is_coloured_as_people_corrected_the_run()
    {
        using HttpClient client = site.Client();
        string run = $"/api/runs/{site.Runs[1]}";
        int[] before = await GroupsAsync(client, run);
        Assert.InRange(before.Max(), 0, 2);
        (await client.PostAsJsonAsync($"{run}/corrections", new { kind = "move", images = new[] { 3 }, name = "odd one" })).EnsureSuccessStatusCode();
        (await client.PostAsJsonAsync($"{run}/corrections", new { kind = "noise", images = new[] { 4 } })).EnsureSuccessStatusCode();
        int[] after = await GroupsAsync(client, run);
        Assert.Equal((3, -1), (after[3], after[4]));
        Assert.Equal(before[5..], after[5..]);
        Assert.Contains("odd one", await client.GetStringAsync($"{run}/colours"), StringComparison.Ordinal);
        (await client.DeleteAsync($"{run}/corrections/last")).EnsureSuccessStatusCode();
        (await client.DeleteAsync($"{run}/corrections/last")).EnsureSuccessStatusCode();
        Assert.Equal(before, await GroupsAsync(client, run));
    }

    private static async Task<int[]> GroupsAsync(HttpClient client, string run) => MemoryMarshal.Cast<byte, int>(await client.GetByteArrayAsync($"{run}/colours.bin")).ToArray();

    [Fact]
    public async Task A_run_that_is_not_there_has_no_points()
    {
        using HttpClient client = site.Client();
        await ClusteredSite.RefusedAsync(404, "run 999", await client.GetAsync("/api/runs/999/points.bin"));
        using HttpResponseMessage asked = await client.PostAsync("/api/runs/999/map", null);
        Assert.Equal(HttpStatusCode.NotFound, asked.StatusCode);
    }
}
