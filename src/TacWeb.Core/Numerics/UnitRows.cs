namespace TacWeb.Core.Numerics;

/// <summary>Division of rows by their length.</summary>
public static class UnitRows
{
    /// <summary>Unit rows of <paramref name="vectors"/>: the same object when it already says that its rows are unit, else a normalised copy.</summary>
    /// <exception cref="TacWebException">A row is all zeros, or not finite; the message names source and row.</exception>
    public static Vectors Of(Vectors vectors)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        if (vectors.IsUnit)
        {
            return vectors;
        }

        float[] values = vectors.Values.ToArray();
        Normalize(values, vectors.Dimension, vectors.Source);
        return new Vectors(vectors.Source, vectors.Dimension, unit: true, values);
    }

    /// <summary>Divides each row by its length, in place.</summary>
    /// <param name="values">[N, d], row after row.</param>
    /// <param name="dimension">d.</param>
    /// <param name="name">What errors call the source.</param>
    /// <returns>Mean length of the rows as they were; 0 for no rows.</returns>
    /// <exception cref="TacWebException">A row is all zeros, or not finite; the message names source and row.</exception>
    public static double Normalize(Span<float> values, int dimension, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        int count = values.Length / dimension;
        double sum = 0;
        for (int row = 0; row < count; row++)
        {
            sum += NormalizeRow(values.Slice(row * dimension, dimension), row, name);
        }

        return count == 0 ? 0 : sum / count;
    }

    /// <summary>Mean length of the rows; 0 for no rows.</summary>
    /// <param name="vectors">[N, d].</param>
    public static double MeanNorm(Vectors vectors)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        double sum = 0;
        for (int row = 0; row < vectors.Count; row++)
        {
            sum += Math.Sqrt(SumOfSquares(vectors[row]));
        }

        return vectors.Count == 0 ? 0 : sum / vectors.Count;
    }

    private static double NormalizeRow(Span<float> row, int number, string name)
    {
        double norm = Math.Sqrt(SumOfSquares(row));
        if (norm == 0)
        {
            throw new TacWebException($"{name}, row {number}: all zeros; a vector of length 0 has no direction.");
        }

        if (!double.IsFinite(norm))
        {
            throw new TacWebException($"{name}, row {number}: holds a number that is not finite.");
        }

        for (int column = 0; column < row.Length; column++)
        {
            row[column] = (float)(row[column] / norm);
        }

        return norm;
    }

    private static double SumOfSquares(ReadOnlySpan<float> row)
    {
        double sum = 0;
        foreach (float value in row)
        {
            sum += (double)value * value;
        }

        return sum;
    }
}
