using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Training;

/// <summary>Other looks at the images of a batch (methods §2.0): cached vectors of augmented copies where the input has them, else a near neighbour's vector.</summary>
/// <remarks>
/// Weak: one of the weak views, else a random one of the N̂ nearest images (SCAN's idea, the strongest substitute when pixels are gone). Strong: one of the
/// strong views, else such a neighbour with a fifth of its features dropped and the rest scaled up.
/// </remarks>
internal sealed class Looks
{
    private const double Dropped = 0.2;
    private readonly Vectors _images;
    private readonly IReadOnlyList<Vectors> _weak;
    private readonly IReadOnlyList<Vectors> _strong;
    private readonly Neighbours? _neighbours;
    private readonly Random _random;

    /// <param name="input">Images and views.</param>
    /// <param name="neighbours">N̂.</param>
    /// <param name="seed">Draws views and neighbours.</param>
    /// <param name="cancellationToken">Checked once a pair of blocks.</param>
    public Looks(ClusterInput input, int neighbours, int seed, CancellationToken cancellationToken)
    {
        (_images, _random) = (input.Images, Seeds.Stream(seed, 3002));
        (_weak, _strong) = (input.Views?.Weak ?? [], input.Views?.Strong ?? []);
        _neighbours = _weak.Count > 0 && _strong.Count > 0 ? null : Neighbours.Find(_images, neighbours, cancellationToken);
    }

    /// <summary>The images as they are, [B, d].</summary>
    public Tensor Plain(int[] rows) => TensorBridge.Rows(_images, rows);

    /// <summary>One of the weak views where there are some, else the images themselves: the partner of <see cref="Weak"/>, [B, d].</summary>
    public Tensor First(int[] rows) => _weak.Count > 0 ? View(_weak, rows) : Plain(rows);

    /// <summary>A weak look, [B, d].</summary>
    public Tensor Weak(int[] rows) => _weak.Count > 0 ? View(_weak, rows) : Plain(Partners(rows));

    /// <summary>A strong look, [B, d].</summary>
    public Tensor Strong(int[] rows)
    {
        if (_strong.Count > 0)
        {
            return View(_strong, rows);
        }

        Tensor look = Weak(rows);
        return nn.functional.dropout(look, Dropped);
    }

    /// <summary>A random near neighbour of each row.</summary>
    public int[] Partners(int[] rows) => [.. rows.Select(row => _neighbours![row][_random.Next(_neighbours.PerRow)])];

    private Tensor View(IReadOnlyList<Vectors> views, int[] rows) => TensorBridge.Rows(views[_random.Next(views.Count)], rows);
}
