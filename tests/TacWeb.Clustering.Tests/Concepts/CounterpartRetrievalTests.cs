using TacWeb.Clustering.Concepts;
using TacWeb.Core.Labelling;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Tests.Concepts;

public class CounterpartRetrievalTests
{
    private static Vectors GoldenNouns => GoldenTac.Matrix("nouns").Take(GoldenTac.Integers("selected"));

    [Fact]
    public void The_authors_counterparts_are_reproduced()
    {
        Vectors counterparts = new CounterpartRetrieval(GoldenNouns, GoldenTac.Settings.GetProperty("tau").GetDouble()).Counterparts(GoldenTac.Matrix("images"));
        Close.To(GoldenTac.Floats("counterparts"), counterparts.Values.Span, 1e-4);
        Assert.True(counterparts.IsUnit);
    }

    [Fact]
    public void A_tiny_temperature_takes_the_nearest_noun()
    {
        Vectors images = GoldenTac.Matrix("images"), nouns = GoldenNouns;
        Vectors counterparts = new CounterpartRetrieval(nouns, 1e-5).Counterparts(images);
        for (int i = 0; i < images.Count; i += 50)
        {
            int nearest = Enumerable.Range(0, nouns.Count).MaxBy(noun => Dot(images[i], nouns[noun]));
            Close.To(nouns[nearest], counterparts[i], 1e-3);
        }
    }

    [Fact]
    public void A_huge_temperature_takes_the_mean_noun_for_all()
    {
        Vectors nouns = GoldenNouns;
        Vectors counterparts = new CounterpartRetrieval(nouns, 1e6).Counterparts(GoldenTac.Matrix("images"));
        Vectors mean = NounFilter.MeansOf(nouns, new int[nouns.Count], 1);
        Close.To(mean[0], counterparts[0], 1e-4);
        Close.To(mean[0], counterparts[599], 1e-4);
    }

    [Fact]
    public void Weights_come_in_blocks_that_cover_all_images_and_sum_to_one()
    {
        Vectors images = MadeData.Blobs(9000, 8, 4, seed: 2), nouns = MadeData.Blobs(20, 8, 4, seed: 3);
        int next = 0, blocks = 0;
        foreach (WeightBlock block in new CounterpartRetrieval(nouns, 0.05).Weights(images))
        {
            Assert.Equal(next, block.Start);
            Assert.Equal(block.Count * 20, block.Values.Length);
            Assert.Equal(1, block.Values.Span[..20].ToArray().Sum(), 1e-4);
            next += block.Count;
            blocks++;
        }

        Assert.Equal(9000, next);
        Assert.True(blocks > 1);
    }

    [Fact]
    public void The_label_free_temperature_puts_four_nouns_in_use()
    {
        Vectors images = GoldenTac.Matrix("images"), nouns = GoldenNouns;
        double temperature = CounterpartRetrieval.FindTemperature(images, nouns, seed: 0);
        float[] weights = [.. new CounterpartRetrieval(nouns, temperature).Weights(images).SelectMany(block => block.Values.ToArray())];
        double mean = weights.Chunk(nouns.Count).Average(row => Math.Exp(-row.Sum(w => w > 0 ? w * Math.Log(w) : 0)));
        Assert.InRange(mean, 3.94, 4.06);
        Assert.Equal(temperature, CounterpartRetrieval.FindTemperature(images, nouns, seed: 0));
    }

    [Fact]
    public void Few_nouns_take_the_nearer_end()
    {
        Vectors images = MadeData.Blobs(20, 8, 2, seed: 1);
        Assert.Equal(1, CounterpartRetrieval.FindTemperature(images, MadeData.Blobs(3, 8, 2, seed: 2), seed: 0));
    }

    [Fact]
    public void Bad_arguments_are_refused()
    {
        Vectors nouns = GoldenNouns;
        Assert.Throws<ArgumentException>(() => new CounterpartRetrieval(nouns.Take([]), 0.05));
        Assert.Throws<ArgumentException>(() => new CounterpartRetrieval(nouns, 0));
        Assert.Throws<ArgumentException>(() => new CounterpartRetrieval(nouns, double.NaN));
        Assert.Throws<ArgumentException>(() => new CounterpartRetrieval(nouns, 0.05).Counterparts(MadeData.Blobs(3, 8, 2, 1)));
    }

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b) => System.Numerics.Tensors.TensorPrimitives.Dot(a, b);
}
