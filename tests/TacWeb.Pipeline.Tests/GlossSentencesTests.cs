using TacWeb.Core.Concepts;
using TacWeb.Encoders;
using TacWeb.Pipeline.Steps;

namespace TacWeb.Pipeline.Tests;

public class GlossSentencesTests
{
    private static readonly Noun[] Nouns = [new("golden_retriever", "golden_retriever.n.01", "an English breed"), new("reddish hue", "", ""), new("cat", "cat.n.01", "a feline")];

    [Fact]
    public async Task A_noun_is_encoded_as_its_words_and_its_gloss_from_any_place_on()
    {
        FakeEncoder encoder = new();
        GlossSentences sentences = new(encoder, Nouns);
        string[] lemmas = [.. Nouns.Select(noun => noun.Lemma)];
        float[] expected = await Values(encoder.EncodeAsync(["golden retriever, an English breed", "reddish hue", "cat, a feline"]));
        Assert.Equal(expected, await Values(sentences.EncodeNounsAsync(lemmas)));
        EncodedBatch later = await sentences.EncodeNounsAsync(lemmas, start: 1).SingleAsync();
        Assert.Equal((1, 2), (later.Start, later.Count));
        Assert.Equal(expected[encoder.Info.Dimension..], later.Values.ToArray());
        await Assert.ThrowsAsync<ArgumentException>(async () => await sentences.EncodeNounsAsync(["cat"]).CountAsync());
    }

    [Fact]
    public void Other_glosses_have_another_hash()
    {
        FakeEncoder encoder = new();
        string hash = new GlossSentences(encoder, Nouns).TemplatesSha256;
        Assert.NotEqual(encoder.TemplatesSha256, hash);
        Assert.Equal(hash, new GlossSentences(encoder, Nouns).TemplatesSha256);
        Assert.NotEqual(hash, new GlossSentences(encoder, [.. Nouns[..2], Nouns[2] with { Gloss = "a small feline" }]).TemplatesSha256);
    }

    private static async Task<float[]> Values(IAsyncEnumerable<EncodedBatch> batches)
    {
        List<float> values = [];
        await foreach (EncodedBatch batch in batches)
        {
            values.AddRange(batch.Values.Span);
        }

        return [.. values];
    }
}
