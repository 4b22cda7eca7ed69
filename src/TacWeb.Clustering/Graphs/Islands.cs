namespace TacWeb.Clustering.Graphs;

/// <summary>Disjoint sets of rows: union by size, the smaller row number as root of equals, paths halved.</summary>
internal sealed class Islands
{
    private readonly int[] _parents;
    private readonly int[] _sizes;

    /// <param name="count">Rows, each an island of its own at first.</param>
    public Islands(int count)
    {
        (_parents, _sizes, Count) = ([.. Enumerable.Range(0, count)], new int[count], count);
        Array.Fill(_sizes, 1);
    }

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The root of a row's island.</summary>
    public int Find(int row)
    {
        while (_parents[row] != row)
        {
            row = _parents[row] = _parents[_parents[row]];
        }

        return row;
    }

    /// <summary>Rows of the island of a row.</summary>
    public int Size(int row) => _sizes[Find(row)];

    /// <summary>Joins two islands; false where they are one already.</summary>
    public bool Join(int first, int second)
    {
        (int a, int b) = (Find(first), Find(second));
        if (a == b)
        {
            return false;
        }

        (a, b) = _sizes[a] > _sizes[b] || (_sizes[a] == _sizes[b] && a < b) ? (a, b) : (b, a);
        _parents[b] = a;
        _sizes[a] += _sizes[b];
        Count--;
        return true;
    }
}
