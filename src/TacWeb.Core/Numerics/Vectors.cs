namespace TacWeb.Core.Numerics;

/// <summary>Row-major float32 vectors [Count, Dimension], on the heap or memory-mapped. Immutable and shareable between threads.</summary>
/// <remarks>The constructor takes the values over: nobody may write to them afterwards.</remarks>
public sealed class Vectors
{
    /// <summary>Wraps <paramref name="values"/> as rows of <paramref name="dimension"/> numbers.</summary>
    /// <param name="source">Where the rows come from: an encoder's key or a file name.</param>
    /// <param name="dimension">Length of a row, at least 1.</param>
    /// <param name="unit">Whether every row has length 1.</param>
    /// <param name="values">Count × dimension numbers, row after row.</param>
    /// <exception cref="ArgumentException">The values are no whole number of rows.</exception>
    public Vectors(string source, int dimension, bool unit, ReadOnlyMemory<float> values)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        if (values.Length % dimension != 0)
        {
            throw new ArgumentException($"{values.Length} values are no whole number of rows of {dimension}.", nameof(values));
        }

        Source = source;
        Dimension = dimension;
        IsUnit = unit;
        Values = values;
        Count = values.Length / dimension;
    }

    /// <summary>Encoder key or file name.</summary>
    public string Source { get; }

    /// <summary>Number of rows, N.</summary>
    public int Count { get; }

    /// <summary>Length of a row, d.</summary>
    public int Dimension { get; }

    /// <summary>Whether every row has length 1.</summary>
    public bool IsUnit { get; }

    /// <summary>All values, row-major, Count × Dimension.</summary>
    public ReadOnlyMemory<float> Values { get; }

    /// <summary>One row, d numbers.</summary>
    public ReadOnlySpan<float> this[int row] => Values.Span.Slice(row * Dimension, Dimension);
}
