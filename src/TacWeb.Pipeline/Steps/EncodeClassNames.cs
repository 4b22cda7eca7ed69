using TacWeb.Core;
using TacWeb.Core.Numerics;
using TacWeb.Encoders;

namespace TacWeb.Pipeline.Steps;

/// <summary>The text vectors of class names, for the zero-shot reference (methods §2.6).</summary>
internal static class EncodeClassNames
{
    /// <summary>Unit rows [C, d]: each name in the encoder's templates; synonyms, separated by <c>|</c>, are averaged.</summary>
    /// <param name="texts">Text tower.</param>
    /// <param name="names">C names, blanks or <c>_</c> between words.</param>
    /// <param name="cancellationToken">Checked per batch.</param>
    /// <exception cref="TacWebException">A name cannot be encoded.</exception>
    public static async Task<Vectors> OfAsync(ITextEncoder texts, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        (string Word, int Class)[] words = [.. names.SelectMany((name, row) =>
            name.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(word => (word.Replace(' ', '_'), row)))];
        int d = texts.Info.Dimension;
        float[] sums = new float[names.Count * d];
        await foreach (EncodedBatch batch in texts.EncodeNounsAsync([.. words.Select(word => word.Word)], 0, cancellationToken).ConfigureAwait(false))
        {
            for (int i = 0; i < batch.Count; i++)
            {
                if (batch.Errors[i] is { } error)
                {
                    throw new TacWebException($"The class name '{words[batch.Start + i].Word}' cannot be encoded: {error}");
                }

                Add(batch.Values.Span.Slice(i * d, d), sums.AsSpan(words[batch.Start + i].Class * d, d));
            }
        }

        UnitRows.Normalize(sums, d, "class names");
        return new Vectors(texts.Info.Key, d, unit: true, sums);
    }

    private static void Add(ReadOnlySpan<float> row, Span<float> sum) => System.Numerics.Tensors.TensorPrimitives.Add(sum, row, sum);
}
