namespace TacWeb.Clustering.Projection;

/// <summary>For each row, the rows to be introduced to each other in one round: those in its list, and a sample of those that have it in theirs.</summary>
internal sealed class Candidates
{
    private readonly int[] _starts;
    private readonly int[] _rows;

    private Candidates(int[] starts, int[] rows) => (_starts, _rows) = (starts, rows);

    public ReadOnlySpan<int> this[int row] => _rows.AsSpan(_starts[row], _starts[row + 1] - _starts[row]);

    /// <param name="lists">The lists as they stand.</param>
    /// <param name="reverse">Most rows taken of those that have a row in their list.</param>
    /// <param name="fresh">Only entries that came since the last round, or only the others.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="round">Samples of each round differ.</param>
    public static Candidates Of(NearestLists lists, int reverse, bool fresh, int seed, int round)
    {
        Candidates backward = Backward(lists, fresh);
        int perRow = lists.Rows.Length / lists.Count;
        int[] starts = new int[lists.Count + 1], rows = new int[lists.Count * (perRow + reverse)];
        int at = 0;
        for (int row = 0; row < lists.Count; row++)
        {
            int from = at;
            for (int place = row * perRow; place < (row + 1) * perRow; place++)
            {
                if (lists.Fresh[place] == fresh)
                {
                    rows[at++] = lists.Rows[place];
                }
            }

            Span<int> others = backward._rows.AsSpan(backward._starts[row], backward._starts[row + 1] - backward._starts[row]);
            CounterRandom random = new(seed, row, 1000 + round);
            for (int taken = 0; taken < Math.Min(reverse, others.Length); taken++)
            {
                int pick = taken + random.Below(others.Length - taken);
                (others[taken], others[pick]) = (others[pick], others[taken]);
                if (!rows.AsSpan(from, at - from).Contains(others[taken]))
                {
                    rows[at++] = others[taken];
                }
            }

            starts[row + 1] = at;
        }

        return new Candidates(starts, rows);
    }

    /// <summary>Who has each row in the list.</summary>
    private static Candidates Backward(NearestLists lists, bool fresh)
    {
        int perRow = lists.Rows.Length / lists.Count;
        int[] starts = new int[lists.Count + 1];
        for (int place = 0; place < lists.Rows.Length; place++)
        {
            starts[lists.Rows[place] + 1] += lists.Fresh[place] == fresh ? 1 : 0;
        }

        for (int row = 0; row < lists.Count; row++)
        {
            starts[row + 1] += starts[row];
        }

        int[] rows = new int[starts[^1]], next = [.. starts];
        for (int place = 0; place < lists.Rows.Length; place++)
        {
            if (lists.Fresh[place] == fresh)
            {
                rows[next[lists.Rows[place]]++] = place / perRow;
            }
        }

        return new Candidates(starts, rows);
    }
}
