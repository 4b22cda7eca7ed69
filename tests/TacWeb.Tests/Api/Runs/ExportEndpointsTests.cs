using System.IO.Compression;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using TacWeb.Core.Datasets;
using TacWeb.Core.Numerics;

namespace TacWeb.Tests.Api.Runs;

[Collection(ClusteredTests.Name)]
public sealed class ExportEndpointsTests(ClusteredSite site)
{
    private const int N = 3 * ClusteredSite.Each;

    private string Path => $"/api/runs/{site.Runs[0]}";

    [Fact]
    public async Task Every_format_shows_the_corrections_and_says_where_it_comes_from()
    {
        using HttpClient client = site.Client();
        await EditAsync(client, new { kind = "move", images = new[] { 0 }, name = "=SUM(A1)/../x" });
        await EditAsync(client, new { kind = "noise", images = new[] { 29 } });
        try
        {
            using ZipArchive csv = await ZipAsync(client, "csv");
            string[][] rows = Rows(csv, "assignments.csv");
            Assert.Equal(N + 1, rows.Length);
            Assert.Equal(["path", "cluster", "name", "class", "confidence", "own cluster", "corrected"], rows[0]);
            Assert.Equal(("kind0/0.png", "3", "'=SUM(A1)/../x", "yes"), (rows[1][0], rows[1][1], rows[1][2], rows[1][6]));
            Assert.Equal(("-1", "", "no"), (rows[N][1], rows[N][2], rows[2][6]));
            Assert.Equal(5, Rows(csv, "clusters.csv").Length);

            using ZipArchive folders = await ZipAsync(client, "folders");
            string[] pictures = [.. folders.Entries.Select(entry => entry.FullName).Where(name => name.Contains('/', StringComparison.Ordinal))];
            Assert.Equal(N, pictures.Distinct(StringComparer.OrdinalIgnoreCase).Count());
            Assert.All(pictures, name => Assert.Equal(2, name.Split('/').Length));
            Assert.Equal("=SUM(A1)_.._x/0.png", Rows(folders, "assignments.csv")[1][0].TrimStart('\''));
            Assert.Contains("noise/9.png", pictures);
            Assert.Equal(Sha(await client.GetByteArrayAsync($"/api/images/{site.Dataset}-0/file")), Sha(Bytes(folders, "=SUM(A1)_.._x/0.png")));

            using ZipArchive npy = await ZipAsync(client, "npy");
            int[] labels = NpyFile.ReadLabels(new MemoryStream(Bytes(npy, "clusters.npy")), "clusters.npy");
            Assert.Equal((N, 3, -1), (labels.Length, labels[0], labels[29]));
            Assert.Equal((N, 1), (NpyFile.ReadMatrix(new MemoryStream(Bytes(npy, "confidences.npy")), "c").Count, NpyFile.ReadMatrix(new MemoryStream(Bytes(npy, "confidences.npy")), "c").Dimension));

            foreach (ZipArchive zip in new[] { csv, folders, npy })
            {
                Check(JsonDocument.Parse(Bytes(zip, "provenance.json")).RootElement);
            }
        }
        finally
        {
            await client.DeleteAsync($"{Path}/corrections/last");
            await client.DeleteAsync($"{Path}/corrections/last");
        }
    }

    [Fact]
    public async Task Documents_hold_every_image_with_its_corrected_cluster()
    {
        using HttpClient client = site.Client();
        await EditAsync(client, new { kind = "noise", images = new[] { 1 } });
        await EditAsync(client, new { kind = "rename", cluster = 0, name = "zero" });
        try
        {
            JsonElement json = await client.GetFromJsonAsync<JsonElement>($"{Path}/export?format=json");
            Check(json.GetProperty("provenance"));
            Assert.Equal(N, json.GetProperty("images").GetArrayLength());
            Assert.Equal((-1, true), (json.GetProperty("images")[1].GetProperty("cluster").GetInt32(), json.GetProperty("images")[1].GetProperty("corrected").GetBoolean()));
            Assert.Contains(json.GetProperty("clusters").EnumerateArray(), cluster => cluster.GetProperty("name").GetString() == "zero");

            JsonElement coco = await client.GetFromJsonAsync<JsonElement>($"{Path}/export?format=coco");
            Check(coco.GetProperty("info").GetProperty("provenance"));
            Assert.Equal((N, N - 1, 3), (coco.GetProperty("images").GetArrayLength(), coco.GetProperty("annotations").GetArrayLength(), coco.GetProperty("categories").GetArrayLength()));
            Assert.All(coco.GetProperty("images").EnumerateArray(), image => Assert.Equal((64, 64), (image.GetProperty("width").GetInt32(), image.GetProperty("height").GetInt32())));
            HashSet<int> categories = [.. coco.GetProperty("categories").EnumerateArray().Select(category => category.GetProperty("id").GetInt32())];
            Assert.Equal(new HashSet<int> { 1, 2, 3 }, categories);
            Assert.All(coco.GetProperty("annotations").EnumerateArray(), annotation => Assert.Contains(annotation.GetProperty("category_id").GetInt32(), categories));
            Assert.DoesNotContain(coco.GetProperty("annotations").EnumerateArray(), annotation => annotation.GetProperty("image_id").GetInt32() == 2);
        }
        finally
        {
            await client.DeleteAsync($"{Path}/corrections/last");
            await client.DeleteAsync($"{Path}/corrections/last");
        }
    }

    [Fact]
    public async Task Another_format_or_run_is_refused()
    {
        using HttpClient client = site.Client();
        await ClusteredSite.RefusedAsync(400, "csv, json, folders, coco, npy", await client.GetAsync($"{Path}/export?format=xml"));
        await ClusteredSite.RefusedAsync(400, "csv, json, folders, coco, npy", await client.GetAsync($"{Path}/export"));
        await ClusteredSite.RefusedAsync(404, "run 999", await client.GetAsync("/api/runs/999/export?format=csv"));
    }

    private static void Check(JsonElement card)
    {
        Assert.Equal(("tac", "mini", 0, 3), (card.GetProperty("method").GetString(), card.GetProperty("model").GetString(), card.GetProperty("seed").GetInt32(), card.GetProperty("k").GetInt32()));
        Assert.All((string[])["modelSha256", "vocabularySha256", "imagesSha256"], name => Assert.Equal(64, card.GetProperty(name).GetString()!.Length));
        Assert.NotEqual(JsonValueKind.Null, card.GetProperty("options").GetProperty("epochs").ValueKind == JsonValueKind.Undefined ? JsonValueKind.Null : JsonValueKind.Object);
        Assert.Equal(2, card.GetProperty("corrections").GetArrayLength());
        Assert.Equal(1, card.GetProperty("corrections").EnumerateArray().Count(edit => edit.GetProperty("kind").GetString() == "noise" && edit.GetProperty("images").GetInt32() == 1));
        Assert.False(string.IsNullOrEmpty(card.GetProperty("version").GetString()));
    }

    private async Task<ZipArchive> ZipAsync(HttpClient client, string format)
    {
        using HttpResponseMessage response = await client.GetAsync($"{Path}/export?format={format}");
        Assert.Equal("application/zip", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal($"run-{site.Runs[0]}-{format}.zip", response.Content.Headers.ContentDisposition?.FileName);
        return new ZipArchive(new MemoryStream(await response.Content.ReadAsByteArrayAsync()));
    }

    private async Task EditAsync(HttpClient client, object order) => (await client.PostAsJsonAsync($"{Path}/corrections", order)).EnsureSuccessStatusCode();

    private static string[][] Rows(ZipArchive zip, string name)
    {
        using StringReader text = new(System.Text.Encoding.UTF8.GetString(Bytes(zip, name)));
        return [.. CsvReader.Read(text, name).Select(row => row.Cells)];
    }

    private static byte[] Bytes(ZipArchive zip, string name)
    {
        using Stream entry = zip.GetEntry(name)!.Open();
        using MemoryStream bytes = new();
        entry.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static string Sha(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
