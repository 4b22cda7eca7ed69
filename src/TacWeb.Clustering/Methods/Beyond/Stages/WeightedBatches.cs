using TacWeb.Clustering.Training;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace TacWeb.Clustering.Methods.Beyond.Stages;

/// <summary>Batches as <see cref="NeighbourBatches"/> draws them, until partners get weights: then likelier partners are those that the heads put into the same cluster (methods §4.11, stage 5; TEMI's weight).</summary>
internal sealed class WeightedBatches(Neighbours image, Neighbours text, int batchSize, int seed)
{
    private readonly Random _random = Seeds.Stream(seed, 2001);
    private readonly int[] _order = [.. Enumerable.Range(0, image.Count)];
    private (float[] Image, float[] Text)? _cumulative; // [N, N̂] each

    /// <summary>Steps of one epoch.</summary>
    public int Steps => _order.Length / batchSize;

    /// <summary>From now on a partner j of i is drawn with a probability proportional to the mean over both heads of Σ_k p(k|i)·p(k|j).</summary>
    /// <param name="heads">Probabilities of each head, [N, K].</param>
    /// <param name="clusters">K.</param>
    public void Weigh(IReadOnlyList<float[]> heads, int clusters)
    {
        float[] images = Cumulative(image, heads, clusters);
        _cumulative = (images, ReferenceEquals(image, text) ? images : Cumulative(text, heads, clusters));
    }

    /// <summary>One pass over the shuffled rows; the last, incomplete batch is dropped.</summary>
    public IEnumerable<NeighbourBatch> Epoch()
    {
        _random.Shuffle(_order);
        for (int step = 0; step < Steps; step++)
        {
            int[] anchors = _order[(step * batchSize)..((step + 1) * batchSize)];
            yield return new NeighbourBatch(anchors, Draw(image, _cumulative?.Image, anchors), Draw(text, _cumulative?.Text, anchors));
        }
    }

    private static float[] Cumulative(Neighbours neighbours, IReadOnlyList<float[]> heads, int clusters)
    {
        float[] sums = new float[neighbours.Count * neighbours.PerRow];
        Parallel.For(0, neighbours.Count, row =>
        {
            float sum = 0;
            for (int place = 0; place < neighbours.PerRow; place++)
            {
                int partner = neighbours[row][place];
                foreach (float[] soft in heads)
                {
                    sum += TensorPrimitives.Dot<float>(soft.AsSpan(row * clusters, clusters), soft.AsSpan(partner * clusters, clusters));
                }

                sums[(row * neighbours.PerRow) + place] = sum;
            }
        });
        return sums;
    }

    private int[] Draw(Neighbours neighbours, float[]? cumulative, int[] anchors) => [.. anchors.Select(row => neighbours[row][Place(neighbours.PerRow, cumulative, row)])];

    private int Place(int perRow, float[]? cumulative, int row)
    {
        if (cumulative is null || cumulative[((row + 1) * perRow) - 1] <= 0)
        {
            return _random.Next(perRow);
        }

        ReadOnlySpan<float> sums = cumulative.AsSpan(row * perRow, perRow);
        float drawn = (float)_random.NextDouble() * sums[^1];
        int place = 0;
        while (place < perRow - 1 && sums[place] <= drawn)
        {
            place++;
        }

        return place;
    }
}
