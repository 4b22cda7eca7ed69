using TacWeb.Core.Runs;

namespace TacWeb.Core.Labelling;

/// <summary>Share of a cluster's images that have a concept among their three largest weights.</summary>
/// <remarks>A weight of 0 is among no image's largest; ties go to the earlier noun.</remarks>
internal static class Coverage
{
    private const int Largest = 3;

    /// <summary>Coverage of the shown concepts of each cluster.</summary>
    /// <param name="partition">Labels of the N images.</param>
    /// <param name="sizes">Images in each cluster.</param>
    /// <param name="merges">The nouns of each cluster whose weights belong to an earlier noun's concept.</param>
    /// <param name="shown">The concepts to measure.</param>
    /// <param name="weights">The weights of all images.</param>
    /// <param name="nouns">M.</param>
    /// <param name="cancellationToken">Checked once a block.</param>
    /// <returns>For each cluster a share for each shown concept.</returns>
    public static double[][] Of(Partition partition, IReadOnlyList<int> sizes, IReadOnlyList<(int From, int To)>[] merges, IReadOnlyList<Concept>[] shown, IEnumerable<WeightBlock> weights, int nouns, CancellationToken cancellationToken)
    {
        double[][] coverage = [.. shown.Select(list => new double[list.Count])];
        float[] merged = new float[nouns];
        Span<int> top = stackalloc int[Largest];
        foreach ((int row, ReadOnlyMemory<float> own) in WeightRows.Of(weights, partition.Labels.Count, nouns, cancellationToken))
        {
            int cluster = partition.Labels[row];
            if (cluster == Partition.Noise)
            {
                continue;
            }

            own.Span.CopyTo(merged);
            foreach ((int from, int to) in merges[cluster])
            {
                merged[to] += merged[from];
                merged[from] = 0;
            }

            FindTop(merged, top);
            for (int i = 0; i < shown[cluster].Count; i++)
            {
                coverage[cluster][i] += top.Contains(shown[cluster][i].Noun) ? 1 : 0;
            }
        }

        for (int cluster = 0; cluster < coverage.Length; cluster++)
        {
            for (int i = 0; i < coverage[cluster].Length; i++)
            {
                coverage[cluster][i] /= sizes[cluster];
            }
        }

        return coverage;
    }

    /// <summary>Places of the largest positive weights, −1 where there are fewer.</summary>
    private static void FindTop(ReadOnlySpan<float> weights, Span<int> top)
    {
        Span<float> values = stackalloc float[Largest];
        values.Clear();
        top.Fill(-1);
        for (int noun = 0; noun < weights.Length; noun++)
        {
            float weight = weights[noun];
            if (weight <= values[Largest - 1])
            {
                continue;
            }

            int place = Largest - 1;
            for (; place > 0 && weight > values[place - 1]; place--)
            {
                (values[place], top[place]) = (values[place - 1], top[place - 1]);
            }

            (values[place], top[place]) = (weight, noun);
        }
    }
}
