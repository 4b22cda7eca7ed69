using TacWeb.Core.Concepts;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Tests;

/// <summary>Vectors made for tests: well-separated blobs on the unit sphere with nouns and counterparts that belong to them.</summary>
internal static class MadeData
{
    public static Vectors Unit(int dimension, float[] values)
    {
        UnitRows.Normalize(values, dimension, "made");
        return new Vectors("made", dimension, unit: true, values);
    }

    /// <summary>Row i belongs to blob i mod blobs; noise is the standard deviation of each coordinate around a unit centre.</summary>
    public static Vectors Blobs(int count, int dimension, int blobs, int seed, double noise = 0.08, int centreSeed = 7)
    {
        float[] centres = Normal(blobs * dimension, centreSeed, 1);
        UnitRows.Normalize(centres, dimension, "centres");
        float[] values = Normal(count * dimension, seed, noise);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] += centres[(i / dimension % blobs * dimension) + (i % dimension)];
        }

        return Unit(dimension, values);
    }

    public static int[] BlobLabels(int count, int blobs) => [.. Enumerable.Range(0, count).Select(i => i % blobs)];

    /// <summary>Three blobs, five nouns near each, and each image's counterpart.</summary>
    public static ClusterInput Input(int count = 300, int dimension = 32, int blobs = 3)
    {
        Vectors images = Blobs(count, dimension, blobs, seed: 1);
        Vectors text = Blobs(blobs * 5, dimension, blobs, seed: 2, noise: 0.1);
        Noun[] nouns = [.. Enumerable.Range(0, text.Count).Select(row => new Noun($"noun_{row}", "", ""))];
        Vectors counterparts = Blobs(count, dimension, blobs, seed: 3, noise: 0.04);
        return new ClusterInput(images) { Pixels = Pictures(BlobLabels(count, blobs)), ClusterCount = blobs, ClassTexts = Blobs(blobs, dimension, blobs, seed: 4, noise: 0.02), Concepts = new ConceptSpace(nouns, text, counterparts, 0.05) };
    }

    /// <summary>Grey pictures 8×8: a pattern for each blob, with noise.</summary>
    public static Pixels Pictures(IReadOnlyList<int> labels)
    {
        Random random = new(6);
        byte[] values = new byte[labels.Count * 64];
        for (int i = 0; i < values.Length; i++)
        {
            double bright = Math.Sin(((labels[i / 64] + 1) * 1.3 * (i % 8)) + ((labels[i / 64] + 2) * 0.7 * (i / 8 % 8)));
            values[i] = (byte)Math.Clamp(128 + (100 * bright) + random.Next(-20, 21), 0, 255);
        }

        return new Pixels(8, 8, 1, values);
    }

    /// <summary>The first rows of an input, counterparts too.</summary>
    public static ClusterInput First(this ClusterInput input, int count, int clusters) => input with
    {
        Images = input.Images.Take([.. Enumerable.Range(0, count)]),
        Pixels = input.Pixels is { } pixels ? new Pixels(pixels.Height, pixels.Width, pixels.Channels, pixels.Values[..(count * pixels.Height * pixels.Width * pixels.Channels)]) : null,
        ClusterCount = clusters,
        ClassTexts = Blobs(clusters, input.Images.Dimension, clusters, seed: 4, noise: 0.02),
        Concepts = new ConceptSpace(input.Concepts!.Nouns, input.Concepts.Text, input.Concepts.Counterparts.Take([.. Enumerable.Range(0, count)]), 0.05),
    };

    /// <summary>Blobs of the given sizes, one after another, with nouns and counterparts.</summary>
    public static ClusterInput Uneven(params int[] sizes)
    {
        ClusterInput even = Input(count: sizes.Length * sizes.Max(), blobs: sizes.Length); // row i: blob i mod K
        int[] rows = [.. sizes.SelectMany((size, blob) => Enumerable.Range(0, size).Select(i => (i * sizes.Length) + blob))];
        ConceptSpace concepts = even.Concepts!;
        return even with { Pixels = Pictures(UnevenLabels(sizes)), Images = even.Images.Take(rows), Concepts = new ConceptSpace(concepts.Nouns, concepts.Text, concepts.Counterparts.Take(rows), concepts.RetrievalTemperature) };
    }

    /// <summary>The blobs of <see cref="Uneven"/>.</summary>
    public static int[] UnevenLabels(params int[] sizes) => [.. sizes.SelectMany((size, blob) => Enumerable.Repeat(blob, size))];

    public static float[] Normal(int count, int seed, double deviation)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
            (float)(deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())))];
    }

    /// <summary>Adjusted Rand index of two labellings, straight from the pair counts.</summary>
    public static double Agreement(IReadOnlyList<int> a, IReadOnlyList<int> b)
    {
        double both = Pairs(a.Zip(b)), first = Pairs(a), second = Pairs(b), all = a.Count * (a.Count - 1) / 2.0;
        double expected = first * second / all, most = (first + second) / 2;
        return most == expected ? 1 : (both - expected) / (most - expected);
    }

    private static double Pairs<T>(IEnumerable<T> labels)
        where T : notnull => labels.CountBy(label => label).Sum(pair => pair.Value * (pair.Value - 1) / 2.0);
}
