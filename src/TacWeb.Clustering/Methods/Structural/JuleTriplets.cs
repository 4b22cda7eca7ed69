namespace TacWeb.Clustering.Methods.Structural;

/// <summary>Batches of JULE's training: anchors with a mate of their own cluster, and triplets of all pairs of one cluster in the batch with up to 20 rows of other clusters.</summary>
internal sealed class JuleTriplets
{
    private const int Negatives = 20;
    private readonly int[] _labels;
    private readonly int[][] _members;
    private readonly int[] _order;
    private readonly Random _random;

    public JuleTriplets(int[] labels, int seed)
    {
        (_labels, _random, _order) = (labels, Seeds.Stream(seed, 3801), [.. Enumerable.Range(0, labels.Length)]);
        _members = [.. Enumerable.Range(0, labels.Max() + 1).Select(cluster => Enumerable.Range(0, labels.Length).Where(row => labels[row] == cluster).ToArray())];
    }

    /// <summary>One pass: rows, and triplets of their places.</summary>
    public IEnumerable<(int[] Rows, int[] Triplets)> Epoch(int batchSize)
    {
        _random.Shuffle(_order);
        int anchors = Math.Max(2, Math.Min(batchSize, _order.Length) / 2);
        for (int first = 0; first + anchors <= _order.Length; first += anchors)
        {
            int[] rows = [.. _order.Skip(first).Take(anchors).SelectMany(row => new[] { row, Mate(row) })];
            int[] triplets = Triplets(rows);
            if (triplets.Length > 0)
            {
                yield return (rows, triplets);
            }
        }
    }

    private int Mate(int row)
    {
        int[] members = _members[_labels[row]];
        return members[_random.Next(members.Length)];
    }

    private int[] Triplets(int[] rows)
    {
        List<int> triplets = [];
        for (int a = 0; a < rows.Length; a++)
        {
            int[] others = [.. Enumerable.Range(0, rows.Length).Where(n => _labels[rows[n]] != _labels[rows[a]])];
            _random.Shuffle(others);
            for (int p = 0; p < rows.Length && others.Length > 0; p++)
            {
                if (rows[p] != rows[a] && _labels[rows[p]] == _labels[rows[a]])
                {
                    triplets.AddRange(others.Take(Negatives).SelectMany(n => new[] { a, p, n }));
                }
            }
        }

        return [.. triplets];
    }
}
