using TacWeb.Core;
using TacWeb.Core.Numerics;
using TacWeb.Storage;
using TacWeb.Testing;

namespace TacWeb.Pipeline.Tests;

public sealed class EmbedInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DataFolder _data;
    private readonly FakeEncoder _encoder = new();

    public EmbedInputTests() => _data = DataFolder.Open(_folder.Of("data"));

    public void Dispose()
    {
        _data.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Rows_are_the_encoders_own_vectors_in_the_order_of_the_paths()
    {
        string zip = _folder.Write("photos.zip", MadeArchives.Zip([.. Pictures.ThreeColours(4), ("red/broken.png", Pictures.Broken), ("red/copy.png", Pictures.OfColour(0, 0))]));
        EmbedResult result = await new EmbedInput(_data, _encoder).RunAsync(zip, _folder.Of("x.npy"));
        Assert.Equal((13, 16), (result.Count, result.Dimension));
        Assert.Equal("red/broken.png", Assert.Single(result.Skipped).Path);
        string[] paths = await File.ReadAllLinesAsync(_folder.Of("x.paths.txt"));
        Assert.Equal(paths.Order(StringComparer.Ordinal), paths);
        await using FileStream stream = File.OpenRead(_folder.Of("x.npy"));
        Vectors rows = NpyFile.ReadMatrix(stream, "x.npy");
        Assert.Equal((13, 16), (rows.Count, rows.Dimension));
        Assert.Equal(rows[Array.IndexOf(paths, "red/0.png")].ToArray(), rows[Array.IndexOf(paths, "red/copy.png")].ToArray());
        Assert.True(rows[0][2] > 2.5f); // a blue picture, not normalised
    }

    [Fact]
    public async Task A_second_time_embeds_nothing_and_gives_the_same_bytes()
    {
        string zip = _folder.Write("photos.zip", MadeArchives.Zip(Pictures.ThreeColours(4)));
        await new EmbedInput(_data, _encoder).RunAsync(zip, _folder.Of("x.npy"));
        await new EmbedInput(_data, _encoder).RunAsync(zip, _folder.Of("y.npy"));
        Assert.Equal(12, _encoder.Images);
        Assert.Equal(await File.ReadAllBytesAsync(_folder.Of("x.npy")), await File.ReadAllBytesAsync(_folder.Of("y.npy")));
    }

    [Fact]
    public async Task Existing_files_stay_without_force()
    {
        string zip = _folder.Write("photos.zip", MadeArchives.Zip(Pictures.ThreeColours(1)));
        _folder.Write("x.paths.txt", [1]);
        EmbedInput embed = new(_data, _encoder);
        await Assert.ThrowsAsync<TacWebException>(() => embed.RunAsync(zip, _folder.Of("x.npy")));
        Assert.Equal(0, _encoder.Images);
        await embed.RunAsync(zip, _folder.Of("x.npy"), force: true);
        Assert.Equal(3, File.ReadAllLines(_folder.Of("x.paths.txt")).Length);
    }
}
