using TacWeb.Core.Runs;

namespace TacWeb.Core.Labelling;

/// <summary>Share of a cluster's images that have a concept among their three largest weights; and the largest weights themselves.</summary>
/// <remarks>A weight of 0 is among no image's largest; ties go to the earlier noun.</remarks>
internal static class Coverage
{
    private const int Counted = 3;

    /// <summary>Coverage of the shown concepts of each cluster.</summary>
    /// <param name="partition">Labels of the N images.</param>
    /// <param name="sizes">Images in each cluster.</param>
    /// <param name="merges">The nouns of each cluster whose weights belong to an earlier noun's concept.</param>
    /// <param name="shown">The concepts to measure.</param>
    /// <param name="weights">The weights of all images.</param>
    /// <param name="nouns">M.</param>
    /// <param name="largest">Filled with each image's largest weights, after the merges of its cluster.</param>
    /// <param name="cancellationToken">Checked once a block.</param>
    /// <returns>For each cluster a share for each shown concept.</returns>
    public static double[][] Of(Partition partition, IReadOnlyList<int> sizes, IReadOnlyList<(int From, int To)>[] merges, IReadOnlyList<Concept>[] shown, IEnumerable<WeightBlock> weights, int nouns, LargestWeights largest, CancellationToken cancellationToken)
    {
        double[][] coverage = [.. shown.Select(list => new double[list.Count])];
        float[] merged = new float[nouns];
        foreach ((int row, ReadOnlyMemory<float> own) in WeightRows.Of(weights, partition.Labels.Count, nouns, cancellationToken))
        {
            int cluster = partition.Labels[row];
            own.Span.CopyTo(merged);
            if (cluster == Partition.Noise)
            {
                largest.Fill(row, merged);
                continue;
            }

            foreach ((int from, int to) in merges[cluster])
            {
                merged[to] += merged[from];
                merged[from] = 0;
            }

            largest.Fill(row, merged);
            ReadOnlySpan<int> top = largest.NounsOf(row)[..Counted];
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
}
