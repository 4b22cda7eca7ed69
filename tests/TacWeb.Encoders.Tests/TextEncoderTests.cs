using System.Numerics.Tensors;
using TacWeb.Encoders.Models;
using TacWeb.Encoders.Tests.Fixtures;

namespace TacWeb.Encoders.Tests;

public sealed class TextEncoderTests
{
    private static readonly string[] Lemmas = ["dog", "golden_retriever", "container_ship", "justice", "entity", "bell_pepper", "a", "hartebeest", "physical_entity", "sodium_thiopental_and_its_relatives_in_medicine"];

    [Fact]
    public async Task A_vector_depends_on_the_text_alone_not_on_its_batch_nor_its_place()
    {
        string[] texts = [.. Enumerable.Range(0, 300).Select(i => string.Join(' ', Lemmas.Skip(i % 10).Take(1 + (i % 7))) + (i % 3 == 0 ? " x" : ""))];
        var all = await Mini.EncodeAsync(texts).CollectAsync();
        var reversed = await Mini.EncodeAsync([.. texts.Reverse()]).CollectAsync();
        for (var i = 0; i < texts.Length; i++)
        {
            Assert.True(all[i].SequenceEqual(reversed[texts.Length - 1 - i]), $"text {i} at another place");
        }

        foreach (var i in (int[])[0, 1, 2, 6, 13, 55, 299])
        {
            var alone = await Mini.EncodeAsync([texts[i]]).CollectAsync();
            Assert.True(all[i].SequenceEqual(alone[0]), $"text {i} alone");
        }
    }

    [Fact]
    public void A_text_at_its_own_length_equals_the_padded_and_masked_form()
    {
        using var graph = EncoderGraph.OpenText(MiniModel.Folder);
        using var run = new RunOptions();
        var tokenizer = MiniModel.Folder.OpenTokenizer();
        int[][] texts = [.. Lemmas.Select(tokenizer.Encode)];
        var own = new TextTower(graph, MiniModel.Folder.Info).Run(texts, run, CancellationToken.None);
        var padded = Padded(graph, texts, 24, run);
        Assert.InRange(TensorPrimitives.Distance(own, padded) / TensorPrimitives.Norm(own), 0, 1e-5);
        Assert.All(own.Zip(padded), pair => Assert.Equal(pair.First, pair.Second, 2e-5f));
    }

    [Fact]
    public async Task Nouns_resumed_from_a_batch_have_the_same_bytes()
    {
        string[] lemmas = [.. Enumerable.Range(0, (2 * Mini.NounBatch) + 70).Select(i => $"{Lemmas[i % 10]}_{Lemmas[i / 10 % 10]}")];
        var all = await Mini.EncodeNounsAsync(lemmas).CollectAsync();
        var resumed = new List<float>();
        await foreach (var batch in Mini.EncodeNounsAsync(lemmas, 2 * Mini.NounBatch))
        {
            Assert.Equal(2 * Mini.NounBatch, batch.Start);
            resumed.AddRange(batch.Values.Span);
        }

        Assert.Equal(lemmas.Length, all.Errors.Length);
        Assert.Equal(all.Values[(2 * Mini.NounBatch * 512)..], resumed);
    }

    [Fact]
    public async Task Nouns_begin_only_at_a_batch() =>
        await Assert.ThrowsAsync<ArgumentException>(async () => await Mini.EncodeNounsAsync(Lemmas, 1).CollectAsync());

    [Fact]
    public async Task A_nouns_words_are_joined_as_the_model_asks()
    {
        var noun = await Mini.EncodeNounsAsync(["golden_retriever"]).CollectAsync();
        Assert.Equal((await Mini.EncodeAsync(["golden retriever"]).CollectAsync()).Values, noun.Values);
    }

    [Fact]
    public async Task A_noun_is_the_normalised_mean_of_its_raw_prompts()
    {
        using var model = new TinyModel();
        using var loader = new EncoderLoader();
        var folder = model.Read();
        var noun = await loader.Load(folder).Text.EncodeNounsAsync(["dog", "sea_dog"]).CollectAsync();
        using var graph = EncoderGraph.OpenText(folder);
        using var run = new RunOptions();
        var raw = new TextTower(graph, folder.Info).Run([.. ((string[])["a photo of a sea_dog.", "art of the sea_dog."]).Select(folder.OpenTokenizer().Encode)], run, CancellationToken.None);
        var mean = new float[TinyModel.Dimension];
        TensorPrimitives.Add(raw.AsSpan(0, 8), raw.AsSpan(8, 8), mean);
        TensorPrimitives.Divide(mean, TensorPrimitives.Norm<float>(mean), mean);
        Assert.All(mean.Zip(noun[1].ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    [Theory]
    [InlineData("input_ids", true)]
    [InlineData("input_ids", false)]
    [InlineData("token_ids", true)]
    [InlineData("x", false)]
    public async Task A_text_graph_with_CLIPs_tokenizer_runs_under_known_and_other_names(string ids, bool masked)
    {
        using var usual = new TinyModel();
        using var other = new TinyModel(idsInput: ids, masked: masked);
        using var loader = new EncoderLoader();
        var expected = await loader.Load(usual.Read()).Text.EncodeNounsAsync(["dog", "do"]).CollectAsync();
        var actual = await loader.Load(other.Read()).Text.EncodeNounsAsync(["dog", "do"]).CollectAsync();
        Assert.All(expected.Values.Zip(actual.Values), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void The_hash_of_the_templates_changes_with_a_template_and_the_separator()
    {
        using var model = new TinyModel();
        using var loader = new EncoderLoader();
        var first = loader.Load(model.Read());
        model.Manifest["lemmaSeparator"] = " ";
        var second = new LoadedModel(model.Save().Read(), Encoders.Images.ImageLimits.Default, 1);
        Assert.NotEqual(first.Text.TemplatesSha256, second.Text.TemplatesSha256);
        Assert.Equal(first.Info.Sha256, second.Info.Sha256);
        second.Close();
    }

    private static ITextEncoder Mini => MiniModel.Loaded.Text;

    private static float[] Padded(EncoderGraph graph, int[][] texts, int length, RunOptions run)
    {
        var inputs = graph.Inputs.Select(input => Input(texts, length, input.Kind)).ToList();
        var output = new float[texts.Length * 512];
        graph.Run(inputs, output, (texts.Length, 512), run, CancellationToken.None);
        inputs.ForEach(input => input.Dispose());
        return output;
    }

    private static OrtValue Input(int[][] texts, int length, GraphInputKind kind)
    {
        var values = texts.SelectMany(text => Enumerable.Range(0, length).Select(at => at >= text.Length ? 0L : kind == GraphInputKind.TokenIds ? text[at] : 1L)).ToArray();
        return OrtValue.CreateTensorValueFromMemory<long>(OrtMemoryInfo.DefaultInstance, values, [texts.Length, length]);
    }
}
