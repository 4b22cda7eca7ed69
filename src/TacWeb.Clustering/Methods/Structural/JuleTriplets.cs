namespace TacWeb.Clustering.Methods.Structural;

/// <summary>Batches of JULE's training: anchors with a mate of their own cluster, and triplets of all pairs of one cluster in the batch with up to 20 rows of other clusters.</summary>
internal sealed class JuleTriplets
{
    private const int Negatives = 20;
    private readonly int[] _labels;
    private readonly int[][] _members;
    private readonly int[] _order;
    private readonly Random _random;
    private int[] _triplets = [];
    private int[] _others = [];

    public JuleTriplets(int[] labels, int seed)
    {
        (_labels, _random, _order) = (labels, Seeds.Stream(seed, 3801), [.. Enumerable.Range(0, labels.Length)]);
        ILookup<int, int> members = Enumerable.Range(0, labels.Length).ToLookup(row => labels[row]);
        _members = [.. Enumerable.Range(0, labels.Max() + 1).Select(cluster => members[cluster].ToArray())];
    }

    /// <summary>One pass: rows, and triplets of their places, which the next step overwrites.</summary>
    public IEnumerable<(int[] Rows, ReadOnlyMemory<int> Triplets)> Epoch(int batchSize)
    {
        _random.Shuffle(_order);
        int anchors = Math.Max(2, Math.Min(batchSize, _order.Length) / 2);
        for (int first = 0; first + anchors <= _order.Length; first += anchors)
        {
            int[] rows = new int[2 * anchors];
            for (int i = 0; i < anchors; i++)
            {
                (rows[2 * i], rows[(2 * i) + 1]) = (_order[first + i], Mate(_order[first + i]));
            }

            int count = Fill(rows);
            if (count > 0)
            {
                yield return (rows, _triplets.AsMemory(0, count));
            }
        }
    }

    private int Mate(int row)
    {
        int[] members = _members[_labels[row]];
        return members[_random.Next(members.Length)];
    }

    /// <summary>Writes the batch's triplets; returns how many numbers they are.</summary>
    private int Fill(int[] rows)
    {
        int count = 0;
        for (int a = 0; a < rows.Length; a++)
        {
            Span<int> others = Others(rows, _labels[rows[a]]);
            _random.Shuffle(others);
            for (int p = 0; p < rows.Length; p++)
            {
                if (rows[p] == rows[a] || _labels[rows[p]] != _labels[rows[a]])
                {
                    continue;
                }

                if (_triplets.Length < count + (3 * Negatives))
                {
                    Array.Resize(ref _triplets, (2 * count) + (3 * Negatives));
                }

                foreach (int n in others[..Math.Min(Negatives, others.Length)])
                {
                    (_triplets[count], _triplets[count + 1], _triplets[count + 2]) = (a, p, n);
                    count += 3;
                }
            }
        }

        return count;
    }

    /// <summary>Places of the batch that hold rows of other clusters.</summary>
    private Span<int> Others(int[] rows, int cluster)
    {
        Array.Resize(ref _others, rows.Length);
        int count = 0;
        for (int n = 0; n < rows.Length; n++)
        {
            if (_labels[rows[n]] != cluster)
            {
                _others[count++] = n;
            }
        }

        return _others.AsSpan(0, count);
    }
}
