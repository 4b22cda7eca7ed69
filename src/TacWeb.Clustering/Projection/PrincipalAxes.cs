using System.Numerics.Tensors;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Projection;

/// <summary>Principal component analysis: the directions along which centred rows vary most, by Lanczos' iteration on products with the rows.</summary>
/// <param name="Mean">[d].</param>
/// <param name="Axes">p unit vectors [d], largest variance first.</param>
internal sealed record PrincipalAxes(float[] Mean, float[][] Axes)
{
    private const int Blocks = 16; // fixed, so that sums do not depend on threads

    /// <summary>[p] coordinates of the mean: what a product with an axis is lowered by.</summary>
    public float[] Shift => [.. Axes.Select(axis => TensorPrimitives.Dot<float>(Mean, axis))];

    /// <summary>Finds the axes.</summary>
    /// <param name="rows">[N, d], N ≥ 1.</param>
    /// <param name="count">p; fewer axes come back where the rows span less.</param>
    /// <param name="seed">Of the start vector.</param>
    /// <param name="cancellationToken">Checked once a product.</param>
    public static PrincipalAxes Of(Vectors rows, int count, int seed, CancellationToken cancellationToken)
    {
        (int n, int d) = (rows.Count, rows.Dimension);
        float[] mean = [.. Sum(rows, _ => 1).Select(sum => (float)(sum / n))];
        float[] scores = new float[n];
        (double[] values, double[][] axes) = LargestEigenvectors.Converged(d, Multiply, Math.Min(count, d), [], seed);
        double least = values.Length == 0 ? 0 : 1e-6 * values[0];
        double[][] kept = [.. axes.Where((_, i) => values[i] > least)];
        return new PrincipalAxes(mean, [.. (kept.Length > 0 ? kept : axes.Take(1)).Select(axis => axis.Select(value => (float)value).ToArray())]);

        void Multiply(double[] from, double[] to)
        {
            cancellationToken.ThrowIfCancellationRequested();
            float[] direction = [.. from.Select(value => (float)value)];
            float middle = TensorPrimitives.Dot<float>(mean, direction);
            Parallel.For(0, n, row => scores[row] = TensorPrimitives.Dot(rows[row], direction) - middle);
            double total = scores.Sum(score => (double)score);
            double[] sum = Sum(rows, row => scores[row]);
            for (int i = 0; i < d; i++)
            {
                to[i] = (sum[i] - (total * mean[i])) / n;
            }
        }
    }

    /// <summary>Coordinates of rows on the axes, [n, p].</summary>
    public Vectors Project(Vectors rows)
    {
        float[] values = new float[rows.Count * Axes.Length];
        float[] middles = Shift;
        Parallel.For(0, rows.Count, row =>
        {
            for (int axis = 0; axis < Axes.Length; axis++)
            {
                values[(row * Axes.Length) + axis] = TensorPrimitives.Dot(rows[row], Axes[axis]) - middles[axis];
            }
        });
        return new Vectors(rows.Source, Axes.Length, unit: false, values);
    }

    /// <summary>Σ w_i·x_i in double.</summary>
    private static double[] Sum(Vectors rows, Func<int, float> weight)
    {
        int n = rows.Count, d = rows.Dimension;
        double[][] parts = new double[Blocks][];
        Parallel.For(0, Blocks, block =>
        {
            double[] part = parts[block] = new double[d];
            float[] few = new float[d];
            int from = (int)((long)n * block / Blocks), to = (int)((long)n * (block + 1) / Blocks);
            for (int row = from; row < to; row++)
            {
                TensorPrimitives.MultiplyAdd(rows[row], weight(row), few, few);
                if ((row - from) % 64 == 63 || row == to - 1)
                {
                    for (int i = 0; i < d; i++)
                    {
                        part[i] += few[i];
                    }

                    Array.Clear(few);
                }
            }
        });
        double[] sum = new double[d];
        foreach (double[] part in parts)
        {
            TensorPrimitives.Add(sum, part, sum);
        }

        return sum;
    }
}
