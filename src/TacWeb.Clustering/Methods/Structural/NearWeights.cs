using TacWeb.Clustering.Projection;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Methods.Structural;

/// <summary>DEN's neighbours and their weights W_ij = exp(−‖x_i − x_j‖²/t) on unit rows. Exact up to 20,000 images, found by descent above.</summary>
internal sealed class NearWeights
{
    private const int MostExact = 20_000;
    private const int Descended = 15; // fewer are found badly
    private readonly NeighbourTable _table;
    private readonly double _width;
    private readonly Random _random;
    private readonly int _perRow;

    public NearWeights(Vectors images, int neighbours, double? width, int seed, CancellationToken cancellationToken)
    {
        Vectors unit = UnitRows.Of(images);
        _perRow = Math.Min(neighbours, images.Count - 1);
        _random = Seeds.Stream(seed, 4302);
        _table = images.Count <= MostExact ? NeighbourTable.Exact(unit, _perRow, cancellationToken) : NeighbourDescent.Find(unit, Math.Max(Descended, _perRow), Seeds.Derive(seed, 4303), cancellationToken);
        _width = width ?? Median();
    }

    /// <summary>One neighbour of each row, and [B, 1] its weight times the number of neighbours.</summary>
    public (int[] Rows, Tensor Weights) Draw(int[] rows)
    {
        int[] drawn = new int[rows.Length];
        float[] weights = new float[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            int place = _random.Next(_perRow);
            drawn[i] = _table.Rows(rows[i])[place];
            weights[i] = (float)(_perRow * Math.Exp(-2 * _table.Distances(rows[i])[place] / _width)); // ‖x − y‖² = 2(1 − x·y)
        }

        return (drawn, TensorBridge.Matrix(weights, rows.Length, 1));
    }

    private double Median()
    {
        float[] all = new float[_table.Count * _perRow];
        for (int row = 0; row < _table.Count; row++)
        {
            _table.Distances(row)[.._perRow].CopyTo(all.AsSpan(row * _perRow));
        }

        Array.Sort(all);
        return Math.Max(2.0 * all[all.Length / 2], 1e-6);
    }
}
