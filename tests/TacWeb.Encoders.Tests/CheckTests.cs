using System.IO.Compression;
using System.Numerics.Tensors;
using System.Text.Json;
using TacWeb.Testing;

namespace TacWeb.Encoders.Tests;

/// <summary>What the graphs gave for three photographs and twelve texts when the model was made (<c>models/mini/check.json</c>).</summary>
public sealed class CheckTests
{
    private const string Samples = "shared/sample/sample-photos.zip";

    [Fact]
    public async Task The_texts_give_the_ids_and_the_vectors_of_the_model_card()
    {
        using var check = JsonDocument.Parse(await File.ReadAllBytesAsync(Repository.PathOf("models", "mini", "check.json")));
        var tests = check.RootElement.GetProperty("texts").EnumerateArray().ToList();
        var tokenizer = MiniModel.Folder.OpenTokenizer();
        var rows = await MiniModel.Loaded.Text.EncodeAsync([.. tests.Select(test => test.GetProperty("text").GetString()!)]).CollectAsync();
        Assert.Equal(12, tests.Count);
        for (var i = 0; i < tests.Count; i++)
        {
            Assert.Equal(tests[i].GetProperty("ids").EnumerateArray().Select(id => id.GetInt32()), tokenizer.Encode(tests[i].GetProperty("text").GetString()!));
            AssertUnit(rows[i]);
            AssertDirection(tests[i], rows[i], tests[i].GetProperty("norm").GetSingle());
        }
    }

    [SlowFact(Samples)]
    public async Task The_photographs_give_the_vectors_of_the_model_card()
    {
        using var check = JsonDocument.Parse(await File.ReadAllBytesAsync(Repository.PathOf("models", "mini", "check.json")));
        var tests = check.RootElement.GetProperty("images").EnumerateArray().ToList();
        using var archive = ZipFile.OpenRead(SlowFactAttribute.Shared(Samples)!);
        var files = tests.Select(test => Read(archive, test.GetProperty("image").GetString()!)).ToList();
        var rows = await MiniModel.Loaded.Image.EncodeAsync(files.Select(file => EncodedBatches.Source(file)).ToAsyncEnumerable()).CollectAsync();
        for (var i = 0; i < tests.Count; i++)
        {
            Assert.Null(rows.Errors[i]);
            AssertDirection(tests[i], rows[i], 1);
            Assert.Equal(tests[i].GetProperty("norm").GetSingle(), TensorPrimitives.Norm(rows[i]), 2e-3f);
        }
    }

    private static void AssertUnit(ReadOnlySpan<float> row) => Assert.Equal(1f, TensorPrimitives.Norm(row), 1e-5f);

    /// <summary>The first 16 numbers times <paramref name="norm"/>, to 1e-3.</summary>
    private static void AssertDirection(JsonElement test, ReadOnlySpan<float> row, float norm)
    {
        var expected = test.GetProperty("embeds").EnumerateArray().Select(value => value.GetSingle()).ToArray();
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], row[i] * norm, 1e-3f);
        }
    }

    private static byte[] Read(ZipArchive archive, string name)
    {
        using var stream = archive.Entries.Single(entry => entry.FullName.EndsWith(name, StringComparison.Ordinal)).Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
