using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace TacWeb.Tests.Api.Compare;

[Collection(ClusteredTests.Name)]
public sealed class CompareEndpointsTests(ClusteredSite site)
{
    private const int N = 3 * ClusteredSite.Each;

    private string Runs => string.Join(',', site.Runs);

    [Fact]
    public async Task Runs_stand_side_by_side_with_scores_agreement_and_only_what_differs()
    {
        using HttpClient client = site.Client();
        JsonElement view = await client.GetFromJsonAsync<JsonElement>($"/api/compare?runs={Runs}");
        Assert.Equal(N, view.GetProperty("images").GetInt32());
        Assert.Equal(["External", "External", "Classic"], view.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("prior").GetString()));
        Assert.All(view.GetProperty("runs").EnumerateArray(), run => Assert.InRange(run.GetProperty("scores").GetProperty("accuracy").GetDouble(), 0.9, 1));
        Assert.All(view.GetProperty("runs").EnumerateArray(), run => Assert.Equal(1, run.GetProperty("summary").GetProperty("seeds").GetInt32()));
        Assert.Equal([false, false, true], view.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("gain").ValueKind == JsonValueKind.Null));
        string?[] differing = [.. view.GetProperty("options").EnumerateArray().Select(option => option.GetProperty("name").GetString())];
        Assert.Contains("method", differing);
        Assert.Contains("options.epochs", differing);
        Assert.DoesNotContain("seed", differing);
        Assert.DoesNotContain("encoder", differing);
        Assert.Equal(1, view.GetProperty("agreement").GetProperty("ari")[1][1].GetDouble());
        Assert.InRange(view.GetProperty("agreement").GetProperty("nmi")[0][2].GetDouble(), 0.7, 1);
        JsonElement alignment = view.GetProperty("alignments")[1];
        Assert.Equal((site.Runs[0], site.Runs[2]), (alignment.GetProperty("first").GetInt32(), alignment.GetProperty("second").GetInt32()));
        Assert.Equal([0, 1, 2], alignment.GetProperty("matches").EnumerateArray().Select(match => match.GetInt32()).Order());
        Assert.Equal(N, alignment.GetProperty("confusion").EnumerateArray().Sum(row => row.EnumerateArray().Sum(cell => cell.GetInt32())));
        Assert.Equal(["kind0", "kind1", "kind2"], alignment.GetProperty("classes").GetProperty("names").EnumerateArray().Select(name => name.GetString()));
    }

    [Fact]
    public async Task The_images_behind_a_cell_and_behind_the_consensus_are_rows()
    {
        using HttpClient client = site.Client();
        int[] agreed = await RowsAsync(client, $"/api/compare/rows?runs={Runs}&agreed=true"), divided = await RowsAsync(client, $"/api/compare/rows?runs={Runs}");
        Assert.Equal(Enumerable.Range(0, N), agreed.Concat(divided).Order());
        List<int> cells = [];
        for (int cell = 0; cell < 9; cell++)
        {
            cells.AddRange(await RowsAsync(client, $"/api/compare/cell?runs={site.Runs[0]},{site.Runs[2]}&first={cell / 3}&second={cell % 3}"));
        }

        Assert.Equal(Enumerable.Range(0, N), cells.Order());
    }

    [Theory]
    [InlineData("", "2 to 6")]
    [InlineData("1", "2 to 6")]
    [InlineData("1,1", "different")]
    [InlineData("1,x", "numbers")]
    [InlineData("1,999", "run 999")]
    public async Task What_cannot_be_compared_is_refused(string runs, string text)
    {
        using HttpClient client = site.Client();
        await ClusteredSite.RefusedAsync(400, text, await client.GetAsync($"/api/compare?runs={runs}"));
    }

    private static async Task<int[]> RowsAsync(HttpClient client, string path) => MemoryMarshal.Cast<byte, int>(await client.GetByteArrayAsync(path)).ToArray();
}
