namespace TacWeb.Core.Labelling;

/// <summary>Each image's nouns with the largest retrieval weights, largest first; ties go to the earlier noun, and a weight of 0 is none.</summary>
public sealed class LargestWeights
{
    /// <summary>Nouns kept for each image.</summary>
    public const int PerImage = 5;

    private readonly int[] _nouns;
    private readonly float[] _weights;

    /// <summary>Places for N images, empty.</summary>
    public LargestWeights(int count)
    {
        (_nouns, _weights) = (new int[checked(count * PerImage)], new float[count * PerImage]);
        Array.Fill(_nouns, -1);
    }

    /// <summary>What was kept before.</summary>
    /// <param name="nouns">[N, 5] noun numbers, −1 where there are fewer.</param>
    /// <param name="weights">[N, 5] weights.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public LargestWeights(int[] nouns, float[] weights)
    {
        ArgumentNullException.ThrowIfNull(nouns);
        ArgumentNullException.ThrowIfNull(weights);
        if (nouns.Length != weights.Length || nouns.Length % PerImage != 0)
        {
            throw new ArgumentException($"{nouns.Length} nouns do not fit {weights.Length} weights.");
        }

        (_nouns, _weights) = (nouns, weights);
    }

    /// <summary>N.</summary>
    public int Count => _nouns.Length / PerImage;

    /// <summary>The nouns of an image, −1 where there are fewer than five.</summary>
    public ReadOnlySpan<int> NounsOf(int row) => _nouns.AsSpan(row * PerImage, PerImage);

    /// <summary>Their weights.</summary>
    public ReadOnlySpan<float> WeightsOf(int row) => _weights.AsSpan(row * PerImage, PerImage);

    internal void Fill(int row, ReadOnlySpan<float> weights)
    {
        Span<int> nouns = _nouns.AsSpan(row * PerImage, PerImage);
        Span<float> values = _weights.AsSpan(row * PerImage, PerImage);
        nouns.Fill(-1);
        values.Clear();
        for (int noun = 0; noun < weights.Length; noun++)
        {
            float weight = weights[noun];
            if (weight <= values[PerImage - 1])
            {
                continue;
            }

            int place = PerImage - 1;
            for (; place > 0 && weight > values[place - 1]; place--)
            {
                (values[place], nouns[place]) = (values[place - 1], nouns[place - 1]);
            }

            (values[place], nouns[place]) = (weight, noun);
        }
    }
}
