namespace TacWeb.Core.Labelling;

/// <summary>Walks over weight blocks row by row and checks that they are all there.</summary>
internal static class WeightRows
{
    /// <summary>The rows 0 … count − 1 with their weights; a row is valid until the next one is asked for.</summary>
    /// <exception cref="ArgumentException">The blocks are not these rows in order, or have another width.</exception>
    public static IEnumerable<(int Row, ReadOnlyMemory<float> Weights)> Of(IEnumerable<WeightBlock> blocks, int count, int nouns, CancellationToken cancellationToken)
    {
        int next = 0;
        foreach (WeightBlock block in blocks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (block.Start != next || block.Values.Length != block.Count * nouns || block.Start + block.Count > count)
            {
                throw new ArgumentException($"A weight block of {block.Values.Length} numbers for {block.Count} rows from {block.Start} does not follow row {next} of {count} with {nouns} nouns.", nameof(blocks));
            }

            for (int i = 0; i < block.Count; i++)
            {
                yield return (next++, block.Values.Slice(i * nouns, nouns));
            }
        }

        if (next != count)
        {
            throw new ArgumentException($"The weights end after {next} of {count} rows.", nameof(blocks));
        }
    }
}
