using System.Diagnostics;
using System.Numerics.Tensors;
using System.Security.Cryptography;
using System.Text.Json;
using TacWeb.Encoders.Models;
using TacWeb.Encoders.Tests.Fixtures;
using TacWeb.Encoders.Tests.Images;
using TacWeb.Encoders.Tests.Tokenizers;
using TacWeb.Testing;
using Xunit.Abstractions;

namespace TacWeb.Encoders.Tests;

/// <summary>CLIP's own architecture with random weights, through the whole path: tokens or a picture in, vectors out.</summary>
public sealed class ClipTowerTests(ITestOutputHelper output) : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("tacweb-clip-tower-").FullName;
    private readonly TinyClipVocabulary _vocabulary = new("d o", "do g</w>");

    public void Dispose()
    {
        _vocabulary.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public void A_text_cut_at_its_end_token_equals_the_one_padded_to_the_whole_context()
    {
        ModelFolder folder = Write(side: 32, patch: 16, width: 48, layers: 2, heads: 4, textWidth: 32, dimension: 24);
        using EncoderGraph graph = EncoderGraph.OpenText(folder);
        using RunOptions run = new();
        TextTower tower = new(graph, folder.Info);
        int[][] own = [.. ((string[])["dog", "a dog", "photo of a dog", "dog dog do"]).Select(folder.OpenTokenizer().Encode)];
        foreach (int[] text in own)
        {
            int[] padded = [.. text, .. Enumerable.Repeat(_vocabulary.End, 77 - text.Length)];
            float[] expected = tower.Run([padded], run, CancellationToken.None), actual = tower.Run([text], run, CancellationToken.None);
            Assert.InRange(TensorPrimitives.Distance<float>(expected, actual) / TensorPrimitives.Norm<float>(expected), 0, 1e-6);
        }
    }

    [Fact]
    public async Task Both_towers_run_end_to_end_and_tell_inputs_apart()
    {
        ModelFolder folder = Write(side: 32, patch: 16, width: 48, layers: 2, heads: 4, textWidth: 32, dimension: 24);
        using EncoderLoader loader = new();
        LoadedModel model = loader.Load(folder);
        EncodedRows images = await Pictures(model, 5), texts = await model.Text.EncodeAsync(["dog", "a dog"]).CollectAsync();
        Assert.Equal((5 * 24, 2 * 24), (images.Values.Length, texts.Values.Length));
        Assert.True(TensorPrimitives.IsFiniteAll<float>(images.Values));
        Assert.True(TensorPrimitives.CosineSimilarity(images[0], images[1]) < 0.9999);
        Assert.True(TensorPrimitives.CosineSimilarity(texts[0], texts[1]) < 0.9999);
    }

    [SlowFact]
    public async Task ViT_B_32_has_CLIPs_shapes_and_the_speed_that_two_cores_give()
    {
        ModelFolder folder = Write(side: 224, patch: 32, width: 768, layers: 12, heads: 12, textWidth: 512, dimension: 512);
        using EncoderLoader loader = new();
        LoadedModel model = loader.Load(folder);
        await Pictures(model, 4);
        long begun = Stopwatch.GetTimestamp();
        EncodedRows images = await Pictures(model, 64);
        double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        Assert.Equal(64 * 512, images.Values.Length);
        output.WriteLine($"ViT-B/32: {64 / seconds:F1} pictures/s, {64 * 8.73 / seconds:F0} GF/s");

        string[] texts = [.. Enumerable.Range(0, 512).Select(i => string.Concat(Enumerable.Repeat("dog ", 4 + (i % 8))))];
        int tokens = texts.Sum(text => folder.OpenTokenizer().Encode(text).Length);
        begun = Stopwatch.GetTimestamp();
        EncodedRows vectors = await model.Text.EncodeAsync(texts).CollectAsync();
        seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        Assert.Equal(512 * 512, vectors.Values.Length);
        output.WriteLine($"text tower: {tokens / seconds:F0} tokens/s, {tokens * 0.0756 / seconds:F0} GF/s");
        Assert.True(images.Errors.All(error => error is null) && TensorPrimitives.IsFiniteAll<float>(vectors.Values));
    }

    private static Task<EncodedRows> Pictures(LoadedModel model, int count) => model.Image
        .EncodeAsync(Enumerable.Range(0, count).Select(i => EncodedBatches.Source(MadePicture.Bitmap(60 + i, 40 + (i * 3)))).ToAsyncEnumerable()).CollectAsync();

    private ModelFolder Write(int side, int patch, int width, int layers, int heads, int textWidth, int dimension)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_root, "random")).FullName;
        using (FileStream image = File.Create(Path.Combine(folder, "image.onnx")))
        {
            new ClipGraphs(1).Image(side, patch, width, layers, heads, dimension).WriteTo(image);
        }

        using (FileStream text = File.Create(Path.Combine(folder, "text.onnx")))
        {
            new ClipGraphs(2).Text(_vocabulary.Count, context: 77, textWidth, layers, textWidth / (width / heads), dimension).WriteTo(text);
        }

        File.Copy(_vocabulary.VocabularyPath, Path.Combine(folder, "vocab.json"));
        File.Copy(_vocabulary.MergesPath, Path.Combine(folder, "merges.txt"));
        Dictionary<string, string> files = Directory.GetFiles(folder).ToDictionary(path => Path.GetFileName(path)!, path => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))));
        File.WriteAllText(Path.Combine(folder, "model.json"), JsonSerializer.Serialize(new
        {
            key = "random",
            dimension,
            imageSize = side,
            tokenizer = new { kind = "clip-bpe", vocab = "vocab.json", merges = "merges.txt" },
            contextLength = 77,
            lemmaSeparator = "_",
            files,
        }));
        return ModelFolder.Read(folder);
    }
}
