using System.Numerics.Tensors;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Density;

/// <summary>Euclidean distances of one row to all, column by column: few columns and many rows make long vectors.</summary>
internal sealed class ColumnDistances
{
    private readonly float[][] _columns; // p of [N]

    /// <param name="rows">[N, p].</param>
    public ColumnDistances(Vectors rows)
    {
        Count = rows.Count;
        _columns = [.. Enumerable.Range(0, rows.Dimension).Select(column => Enumerable.Range(0, rows.Count).Select(row => rows[row][column]).ToArray())];
    }

    /// <summary>N.</summary>
    public int Count { get; }

    /// <summary>Writes ‖x_row − x_j‖ for every j.</summary>
    /// <param name="row">The row.</param>
    /// <param name="distances">[N].</param>
    /// <param name="scratch">[N], written over.</param>
    public void Of(int row, float[] distances, float[] scratch)
    {
        Array.Clear(distances);
        foreach (float[] column in _columns)
        {
            TensorPrimitives.Subtract(column, column[row], scratch);
            TensorPrimitives.MultiplyAdd(scratch, scratch, distances, distances);
        }

        TensorPrimitives.Sqrt(distances, distances);
    }
}
