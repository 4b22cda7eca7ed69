using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace TacWeb.Tests.Api.Runs;

[Collection(ClusteredTests.Name)]
public sealed class CorrectionEndpointsTests(ClusteredSite site)
{
    private string Path => $"/api/runs/{site.Runs[0]}";

    [Fact]
    public async Task Edits_change_what_is_shown_never_the_run_and_are_taken_back_one_by_one()
    {
        using HttpClient client = site.Client();
        string own = await client.GetStringAsync($"{Path}/assignments.csv");
        int[] before = await LabelsAsync(client);
        int first = before[0], second = before[ClusteredSite.Each];

        JsonElement moved = await EditAsync(client, new { kind = "move", images = new[] { 0, 1 }, cluster = second });
        Assert.Equal(2, moved.GetProperty("moved").GetInt32());
        int[] expected = [second, second, .. before[2..]];
        Assert.Equal(expected, await LabelsAsync(client));
        await EditAsync(client, new { kind = "move", images = new[] { 2 }, name = "  odd one " });
        await EditAsync(client, new { kind = "noise", images = new[] { 29 } });
        JsonElement split = await EditAsync(client, new { kind = "split", cluster = first, parts = 3 });
        await EditAsync(client, new { kind = "rename", cluster = first, name = "discs" });
        JsonElement merged = await EditAsync(client, new { kind = "merge", cluster = first, clusters = new[] { second } });

        Assert.Equal(6, split.GetProperty("clusters").GetArrayLength());
        Assert.Equal(5, merged.GetProperty("clusters").GetArrayLength());
        string?[] names = [.. merged.GetProperty("clusters").EnumerateArray().Select(cluster => cluster.GetProperty("name").GetString())];
        Assert.Contains("discs", names);
        Assert.Contains("odd one", names);
        int[] after = await LabelsAsync(client);
        Assert.Equal((first, 3, -1), (after[0], after[2], after[29]));
        Assert.Equal(["move", "move", "noise", "split", "rename", "merge"], merged.GetProperty("corrections").EnumerateArray().Select(edit => edit.GetProperty("kind").GetString()));
        Assert.Equal(own, await client.GetStringAsync($"{Path}/assignments.csv"));

        for (int i = 0; i < 6; i++)
        {
            (await client.DeleteAsync($"{Path}/corrections/last")).EnsureSuccessStatusCode();
        }

        Assert.Equal(before, await LabelsAsync(client));
        await ClusteredSite.RefusedAsync(409, "no correction", await client.DeleteAsync($"{Path}/corrections/last"));
    }

    [Fact]
    public async Task Another_run_over_the_same_pictures_takes_the_edits_over()
    {
        using HttpClient client = site.Client();
        await EditAsync(client, new { kind = "noise", images = new[] { 4, 25 } });
        await EditAsync(client, new { kind = "move", images = new[] { 5 }, name = "apart" });
        JsonElement taken = await (await client.PostAsync($"/api/runs/{site.Runs[2]}/corrections/from/{site.Runs[0]}", null)).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(2, taken.GetProperty("taken").GetInt32());
        JsonElement view = await client.GetFromJsonAsync<JsonElement>($"/api/runs/{site.Runs[2]}/corrections");
        Assert.Equal(2, view.GetProperty("noise").GetInt32());
        Assert.Contains("apart", view.GetRawText(), StringComparison.Ordinal);
        foreach (int run in new[] { site.Runs[0], site.Runs[0], site.Runs[2], site.Runs[2] })
        {
            (await client.DeleteAsync($"/api/runs/{run}/corrections/last")).EnsureSuccessStatusCode();
        }
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_by_name()
    {
        using HttpClient client = site.Client();
        await RefusedAsync(client, new { kind = "move", images = new[] { 99 }, cluster = 0 }, "row 99");
        await RefusedAsync(client, new { kind = "move", images = new[] { 1 }, cluster = 8 }, "no cluster 8");
        await RefusedAsync(client, new { kind = "split", cluster = 0, parts = 1 }, "parts");
        await RefusedAsync(client, new { kind = "split", cluster = 0, parts = 40 }, "40");
        await RefusedAsync(client, new { kind = "rename", cluster = 0, name = " " }, "characters");
        await RefusedAsync(client, new { kind = "merge", clusters = new[] { 1 } }, "names its cluster");
        await RefusedAsync(client, new { kind = "shuffle" }, "kind is");
        await RefusedAsync(client, new { kind = "noise", image = new[] { 1 } }, "'image'");
        await ClusteredSite.RefusedAsync(404, "run 999", await client.GetAsync("/api/runs/999/corrections"));
        await ClusteredSite.RefusedAsync(404, "run 999", await client.PostAsJsonAsync("/api/runs/999/corrections", new { kind = "noise" }));
        await ClusteredSite.RefusedAsync(404, "run 999", await client.PostAsync($"{Path}/corrections/from/999", null));
    }

    private async Task RefusedAsync(HttpClient client, object order, string text) => await ClusteredSite.RefusedAsync(400, text, await client.PostAsJsonAsync($"{Path}/corrections", order));

    private async Task<JsonElement> EditAsync(HttpClient client, object order)
    {
        using HttpResponseMessage response = await client.PostAsJsonAsync($"{Path}/corrections", order);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<int[]> LabelsAsync(HttpClient client) => MemoryMarshal.Cast<byte, int>(await client.GetByteArrayAsync($"{Path}/labels.bin")).ToArray();
}
