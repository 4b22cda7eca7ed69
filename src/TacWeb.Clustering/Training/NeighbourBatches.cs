namespace TacWeb.Clustering.Training;

/// <summary>Shuffled batches in which each anchor comes with one image neighbour and one text neighbour, drawn uniformly anew each time (TAC §3.3).</summary>
/// <remarks>The last, incomplete batch of an epoch is dropped; B ≤ N, so at least one batch remains.</remarks>
internal sealed class NeighbourBatches(Neighbours image, Neighbours text, int batchSize, int seed)
{
    private readonly Random _random = Seeds.Stream(seed, 2001);
    private readonly int[] _order = [.. Enumerable.Range(0, image.Count)];

    /// <summary>Steps of one epoch.</summary>
    public int Steps => _order.Length / batchSize;

    /// <summary>One pass over the shuffled rows.</summary>
    public IEnumerable<NeighbourBatch> Epoch()
    {
        _random.Shuffle(_order);
        for (int step = 0; step < Steps; step++)
        {
            int[] anchors = _order[(step * batchSize)..((step + 1) * batchSize)];
            yield return new NeighbourBatch(anchors, Draw(image, anchors), Draw(text, anchors));
        }
    }

    private int[] Draw(Neighbours neighbours, int[] anchors) => [.. anchors.Select(row => neighbours[row][_random.Next(neighbours.PerRow)])];
}
