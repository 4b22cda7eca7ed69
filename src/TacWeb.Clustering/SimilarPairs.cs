using System.Numerics.Tensors;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering;

/// <summary>Pairs of rows that lie very near each other: candidates for near-duplicates.</summary>
public static class SimilarPairs
{
    private const int Looked = 8;

    /// <summary>Pairs among each row's 8 nearest whose cosine reaches a threshold, highest first, then by row. Exact products; run it on the compute thread.</summary>
    /// <param name="images">[N, d] unit rows.</param>
    /// <param name="threshold">Least cosine.</param>
    /// <param name="cancellationToken">Checked once a pair of blocks.</param>
    /// <returns>First row, second row (first &lt; second), cosine.</returns>
    public static IReadOnlyList<(int First, int Second, float Cosine)> Find(Vectors images, float threshold, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Count < 2)
        {
            return [];
        }

        Neighbours nearest = Neighbours.Find(images, Math.Min(Looked, images.Count - 1), cancellationToken);
        Dictionary<(int, int), float> pairs = [];
        for (int row = 0; row < images.Count; row++)
        {
            foreach (int other in nearest[row])
            {
                float cosine = TensorPrimitives.Dot(images[row], images[other]);
                if (cosine < threshold)
                {
                    break; // nearest first
                }

                pairs[(Math.Min(row, other), Math.Max(row, other))] = cosine;
            }
        }

        return [.. pairs.Select(pair => (pair.Key.Item1, pair.Key.Item2, pair.Value)).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Item1).ThenBy(pair => pair.Item2)];
    }
}
