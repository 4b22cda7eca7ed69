using TacWeb.Core.Numerics;

namespace TacWeb.Clustering;

/// <summary>Picks rows of a matrix.</summary>
internal static class VectorRows
{
    /// <summary>A copy of the given rows, in the given order.</summary>
    public static Vectors Take(this Vectors source, ReadOnlySpan<int> rows)
    {
        float[] values = new float[rows.Length * source.Dimension];
        for (int i = 0; i < rows.Length; i++)
        {
            source[rows[i]].CopyTo(values.AsSpan(i * source.Dimension));
        }

        return new Vectors(source.Source, source.Dimension, source.IsUnit, values);
    }
}
