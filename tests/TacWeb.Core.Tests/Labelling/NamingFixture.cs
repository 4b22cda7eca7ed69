using TacWeb.Core.Concepts;
using TacWeb.Core.Labelling;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;
using TacWeb.Testing;

namespace TacWeb.Core.Tests.Labelling;

/// <summary>Makes naming inputs from real words and made vectors.</summary>
internal static class NamingFixture
{
    public static Vocabulary Words(params string[] words) =>
        Vocabulary.Read(RealWordNet.Nouns, new StringReader(string.Join('\n', words)), "words.txt");

    /// <summary>An input whose weights are given row by row; the sense vectors point where <paramref name="senseVector"/> says.</summary>
    public static NamingInput Input(Vocabulary words, int[] labels, int clusters, float[][] images, float[][] weights, Func<string, float[]>? senseVector = null, Probabilities? soft = null)
    {
        SenseTexts senses = SenseTexts.Of(words.Nouns, words);
        int dimension = images[0].Length;
        senseVector ??= _ => [1, .. new float[dimension - 1]];
        return new NamingInput
        {
            Partition = new Partition { Labels = labels, ClusterCount = clusters, Soft = soft },
            Images = Unit(images),
            Senses = senses,
            SenseVectors = senses.Texts.Count == 0 ? null : Unit([.. senses.Texts.Select(senseVector)]),
            Weights = () => Blocks(weights, words.Nouns.Count),
        };
    }

    public static Vectors Unit(float[][] rows) => UnitRows.Of(new Vectors("made", rows[0].Length, unit: false, rows.SelectMany(row => row).ToArray()));

    /// <summary>A made input: nouns with many and few senses, an own word, some noise and an empty cluster.</summary>
    public static NamingInput Random(int seed, int nouns, int count, int clusters, bool soft, double sharpness = 6)
    {
        Random random = new(seed);
        string[] pool = ["dog", "cat", "ferry", "ferryboat", "bank", "crane", "turkey", "china", "banana", "banana tree", "car", "auto", "automobile", "Galaxy S9", "line", "plant", "flora", "person", "mouse", "bat", "ball", "golden retriever", "puppy", "truck", "lorry"];
        Vocabulary words = Words(pool[..nouns]);
        int[] labels = [.. Enumerable.Range(0, count).Select(_ => random.Next(-1, clusters == 1 ? 1 : clusters - 1))];
        float[][] images = [.. Enumerable.Range(0, count).Select(_ => Row(random, 9))];
        float[][] affinity = [.. Enumerable.Range(0, clusters).Select(_ => Row(random, nouns))];
        float[][] weights = [.. labels.Select(label => Softmax([.. Row(random, nouns).Select((value, j) => (float)(label < 0 ? 0 : sharpness * affinity[label][j]) + (3 * value))]))];
        Probabilities? probabilities = soft ? new Probabilities(clusters, [.. labels.SelectMany(_ => Softmax([.. Row(random, clusters).Select(value => 4 * value)]))]) : null;
        Dictionary<string, float[]> vectors = [];
        return Input(words, labels, clusters, images, weights, text => vectors.TryGetValue(text, out float[]? known) ? known : vectors[text] = Row(random, 9), probabilities);
    }

    private static float[] Row(Random random, int length) => [.. Enumerable.Range(0, length).Select(_ => (random.NextSingle() * 2) - 1)];

    private static float[] Softmax(float[] values)
    {
        double sum = values.Sum(value => Math.Exp(value));
        return [.. values.Select(value => (float)(Math.Exp(value) / sum))];
    }

    /// <summary>Blocks of three rows in one reused buffer, as a streaming source would give them.</summary>
    private static IEnumerable<WeightBlock> Blocks(float[][] weights, int nouns)
    {
        float[] buffer = new float[3 * nouns];
        for (int start = 0; start < weights.Length; start += 3)
        {
            int count = Math.Min(3, weights.Length - start);
            for (int i = 0; i < count; i++)
            {
                weights[start + i].CopyTo(buffer, i * nouns);
            }

            yield return new WeightBlock(start, count, buffer.AsMemory(0, count * nouns));
        }
    }
}
