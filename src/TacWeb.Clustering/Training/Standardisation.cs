using System.Numerics.Tensors;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Training;

/// <summary>Each column to mean 0 and deviation 1. Deviations below a tenth of the mean deviation count as that: a pixel that is lit once in a thousand pictures must not outweigh all others.</summary>
/// <param name="Means">d.</param>
/// <param name="Factors">d: what the differences from the means are multiplied by.</param>
internal sealed record Standardisation(float[] Means, float[] Factors)
{
    private const double Floor = 0.1;

    /// <summary>Of the given rows; sums in double and in row order.</summary>
    public static Standardisation Of(Vectors rows)
    {
        ColumnMoments moments = ColumnMoments.Of(rows);
        double[] deviations = [.. moments.Variances.Select(Math.Sqrt)];
        double least = Math.Max(1e-12, Floor * deviations.Average());
        return new Standardisation([.. moments.Means.Select(mean => (float)mean)], [.. deviations.Select(deviation => (float)(1 / Math.Max(least, deviation)))]);
    }

    /// <summary>The standardised rows, a copy.</summary>
    public Vectors Apply(Vectors rows)
    {
        float[] values = new float[rows.Values.Length];
        Parallel.For(0, rows.Count, i =>
        {
            Span<float> target = values.AsSpan(i * rows.Dimension, rows.Dimension);
            TensorPrimitives.Subtract(rows[i], Means, target);
            TensorPrimitives.Multiply(target, Factors, target);
        });
        return new Vectors(rows.Source, rows.Dimension, unit: false, values);
    }

    /// <summary>A layer on standardised rows as one on the rows themselves.</summary>
    public DenseLayer Fold(DenseLayer layer)
    {
        float[] weights = [.. layer.Weights], biases = [.. layer.Biases];
        for (int unit = 0; unit < biases.Length; unit++)
        {
            Span<float> row = weights.AsSpan(unit * layer.Dimension, layer.Dimension);
            TensorPrimitives.Multiply(row, Factors, row);
            biases[unit] -= TensorPrimitives.Dot<float>(row, Means);
        }

        return layer with { Weights = weights, Biases = biases };
    }
}
