namespace TacWeb.Clustering.Training;

/// <summary>Shuffled batches of row numbers. The last, incomplete batch of an epoch is dropped; B ≤ N, so at least one batch remains.</summary>
internal sealed class RowBatches(int count, int batchSize, int seed)
{
    private readonly Random _random = Seeds.Stream(seed, 3001);
    private readonly int[] _order = [.. Enumerable.Range(0, count)];

    /// <summary>Steps of one epoch.</summary>
    public int Steps => _order.Length / batchSize;

    /// <summary>One pass over the shuffled rows.</summary>
    public IEnumerable<int[]> Epoch()
    {
        _random.Shuffle(_order);
        for (int step = 0; step < Steps; step++)
        {
            yield return _order[(step * batchSize)..((step + 1) * batchSize)];
        }
    }
}
