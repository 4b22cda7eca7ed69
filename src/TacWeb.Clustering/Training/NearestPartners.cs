using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Training;

/// <summary>Draws a partner of each row uniformly from its nearest rows, the row itself among them if so wished.</summary>
internal sealed class NearestPartners
{
    private readonly Neighbours? _neighbours;
    private readonly int _size;
    private readonly bool _withSelf;
    private readonly Random _random;

    private NearestPartners(Neighbours? neighbours, int size, bool withSelf, int seed) =>
        (_neighbours, _size, _withSelf, _random) = (neighbours, size, withSelf, Seeds.Stream(seed, 3003));

    /// <param name="rows">[N, d], N ≥ 2.</param>
    /// <param name="size">How many rows a partner is drawn from.</param>
    /// <param name="withSelf">Whether the row itself is one of them, as in SCAN's lists.</param>
    /// <param name="seed">Draws the partners.</param>
    /// <param name="cancellationToken">Checked once a pair of blocks.</param>
    public static NearestPartners Of(Vectors rows, int size, bool withSelf, int seed, CancellationToken cancellationToken) =>
        new(withSelf && size == 1 ? null : Neighbours.Find(rows, withSelf ? size - 1 : size, cancellationToken), size, withSelf, seed);

    /// <summary>One partner a row.</summary>
    public int[] Draw(int[] rows) => [.. rows.Select(Draw)];

    private int Draw(int row)
    {
        int place = _random.Next(_size);
        return _withSelf && place == 0 ? row : _neighbours![row][_withSelf ? place - 1 : place];
    }
}
