namespace TacWeb.Core.Numerics;

/// <summary>Soft assignments [Count, Classes]; every row sums to 1. The constructor takes the array over.</summary>
public sealed class Probabilities
{
    private readonly float[] _values;

    /// <summary>Wraps <paramref name="values"/> as rows of <paramref name="classes"/> probabilities.</summary>
    /// <exception cref="ArgumentException">The values are no whole number of rows.</exception>
    public Probabilities(int classes, float[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        if (values.Length % classes != 0)
        {
            throw new ArgumentException($"{values.Length} values are no whole number of rows of {classes}.", nameof(values));
        }

        (Classes, _values, Count) = (classes, values, values.Length / classes);
    }

    /// <summary>Number of rows, N.</summary>
    public int Count { get; }

    /// <summary>Length of a row, K.</summary>
    public int Classes { get; }

    /// <summary>All values, row-major, Count × Classes.</summary>
    public ReadOnlyMemory<float> Values => _values;

    /// <summary>One row, K probabilities.</summary>
    public ReadOnlySpan<float> this[int row] => _values.AsSpan(row * Classes, Classes);
}
