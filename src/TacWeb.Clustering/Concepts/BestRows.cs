namespace TacWeb.Clustering.Concepts;

/// <summary>The best few rows of each class from a stream of rows in ascending order; of equal values the earlier row stays.</summary>
internal sealed class BestRows(int classes, int keep)
{
    private readonly float[] _values = new float[classes * keep];
    private readonly int[] _rows = new int[classes * keep];
    private readonly int[] _counts = new int[classes];

    public void Offer(int cls, float value, int row)
    {
        int first = cls * keep, count = _counts[cls];
        if (count == keep && !(value > _values[first + keep - 1]))
        {
            return;
        }

        int place = first + Math.Min(count, keep - 1);
        for (; place > first && value > _values[place - 1]; place--)
        {
            (_values[place], _rows[place]) = (_values[place - 1], _rows[place - 1]);
        }

        (_values[place], _rows[place]) = (value, row);
        _counts[cls] = Math.Min(count + 1, keep);
    }

    /// <summary>All kept rows, ascending, each once.</summary>
    public int[] Union() => [.. Enumerable.Range(0, classes)
        .SelectMany(cls => _rows.Skip(cls * keep).Take(_counts[cls]))
        .Distinct().Order()];
}
