using System.Runtime.CompilerServices;
using TacWeb.Core.Numerics;
using TacWeb.Encoders;
using TacWeb.Encoders.Images;

namespace TacWeb.Pipeline.Tests;

/// <summary>Both towers of a made encoder: a picture's vector is its mean colour, a text's is random but for the phrases of the three colours, which lie on the colours' axes.</summary>
/// <param name="key">Its key.</param>
/// <param name="hash">Every digit of its hash.</param>
internal sealed class FakeEncoder(string key = "fake", char hash = 'f') : IImageEncoder, ITextEncoder
{
    private const int Dimension = 16;
    private const int ImageBatch = 8;

    /// <summary>No words of WordNet, so that each is its own concept.</summary>
    private static readonly string[] Colours = ["reddish hue", "greenish hue", "bluish hue"];

    public EncoderInfo Info { get; } = new(key, "Fake", Dimension, 8, new string(hash, 64), FeatureNorm: 3, LogitScale: 20, RetrievalTemperature: 0.1);

    public string TemplatesSha256 => new('a', 64);

    public int NounBatch => 16;

    /// <summary>Pictures encoded so far.</summary>
    public int Images { get; private set; }

    /// <summary>Nouns encoded so far.</summary>
    public int Nouns { get; private set; }

    /// <summary>Called before each batch of pictures or nouns; a test throws here.</summary>
    public Action? BeforeBatch { get; set; }

    public async IAsyncEnumerable<EncodedBatch> EncodeAsync(IAsyncEnumerable<ImageSource> images, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        int start = 0;
        List<ImageSource> batch = [];
        await foreach (ImageSource image in images.WithCancellation(cancellationToken))
        {
            batch.Add(image);
            if (batch.Count == ImageBatch)
            {
                yield return Encode(start, batch);
                start += batch.Count;
                batch.Clear();
            }
        }

        if (batch.Count > 0)
        {
            yield return Encode(start, batch);
        }
    }

    public async IAsyncEnumerable<EncodedBatch> EncodeAsync(IReadOnlyList<string> texts, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        yield return new EncodedBatch(0, texts.SelectMany(TextVector).ToArray(), new string?[texts.Count]);
    }

    public async IAsyncEnumerable<EncodedBatch> EncodeNounsAsync(IReadOnlyList<string> lemmas, int start = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (int first = start; first < lemmas.Count; first += NounBatch)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            BeforeBatch?.Invoke();
            string[] batch = [.. lemmas.Skip(first).Take(NounBatch)];
            Nouns += batch.Length;
            yield return new EncodedBatch(first, batch.SelectMany(TextVector).ToArray(), new string?[batch.Length]);
        }
    }

    private EncodedBatch Encode(int start, List<ImageSource> batch)
    {
        BeforeBatch?.Invoke();
        List<float> values = [];
        List<string?> errors = [];
        foreach (ImageSource image in batch)
        {
            try
            {
                values.AddRange(ImageVector(image));
                errors.Add(null);
            }
            catch (ImageException e)
            {
                values.AddRange(new float[Dimension]);
                errors.Add(e.Message);
            }
        }

        Images += batch.Count;
        return new EncodedBatch(start, values.ToArray(), errors);
    }

    private static float[] ImageVector(ImageSource image)
    {
        using Stream stream = image.Open();
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        using RgbImage picture = ImageDecoder.Decode(bytes.ToArray());
        float[] vector = new float[Dimension];
        for (int i = 0; i < picture.Values.Length; i++)
        {
            vector[i % 3] += picture.Values[i] / 64f / (picture.Width * picture.Height);
        }

        if (image.Augmentation is { } look)
        {
            vector[3] = (look.Strong ? 0.5f : 0.2f) * (look.Seed / (float)int.MaxValue); // another vector for every look, the same for the same look
        }

        return vector;
    }

    private static float[] TextVector(string text)
    {
        float[] vector = new float[Dimension];
        Random random = new(text.Aggregate(17, (hash, letter) => unchecked((hash * 31) + letter)));
        for (int i = 0; i < Dimension; i++)
        {
            vector[i] = ((float)random.NextDouble() - 0.5f) * (i < 3 ? 0.2f : 1);
        }

        int axis = Array.IndexOf(Colours, text.Replace('_', ' '));
        if (axis >= 0)
        {
            vector[axis] = 4;
        }

        UnitRows.Normalize(vector, Dimension, text);
        return vector;
    }
}
