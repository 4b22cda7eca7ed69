using TacWeb.Core.Numerics;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace TacWeb.Clustering.Methods.Beyond.Stages;

/// <summary>How well a linear classifier learns a labelling: tenfold cross-validated accuracy on seeded rows (TURTLE's generalisation score; methods §4.2, §4.11). No label of the user enters.</summary>
/// <remarks>
/// Differs from TURTLE's: a ridge classifier in closed form in place of a softmax one trained by gradient: the same question for a hundredth of the time, since the rows' products are computed once for all
/// labellings. Rows are standardised; the ridge is 1e-2 of the mean variance.
/// </remarks>
internal sealed class Generalisation
{
    private const int Folds = 10;
    private const int MostRows = 10_000;
    private const double Ridge = 1e-2;
    private readonly int[] _sample;
    private readonly int _d; // with a one for the intercept
    private readonly float[] _rows; // [n, d] standardised
    private readonly double[][] _factors; // Cholesky of the training products of each fold
    private readonly Generalisation? _other;

    /// <param name="images">[N, d].</param>
    /// <param name="seed">Draws rows and folds.</param>
    /// <param name="cancellationToken">Checked once a fold.</param>
    /// <param name="other">The same images through a second encoder: scores are then means over both.</param>
    public Generalisation(Vectors images, int seed, CancellationToken cancellationToken, Vectors? other = null)
    {
        _other = other is null ? null : new Generalisation(other, seed, cancellationToken);
        Random random = Seeds.Stream(seed, 3601);
        _sample = Seeds.Sample(images.Count, MostRows, random);
        random.Shuffle(_sample); // fold of place i: i mod 10
        _d = images.Dimension + 1;
        _rows = Standardised(images.Take(_sample));
        double[][] products = [.. Enumerable.Range(0, Folds).Select(fold => Products(fold, cancellationToken))];
        double[] all = new double[_d * _d];
        Array.ForEach(products, product => TensorPrimitives.Add(all, product, all));
        _factors = [.. products.Select(product =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            TensorPrimitives.Subtract(all, product, product);
            return Cholesky(product);
        })];
    }

    /// <summary>The share of held-out rows whose label is predicted.</summary>
    /// <param name="labels">N labels 0 … clusters − 1.</param>
    /// <param name="clusters">K.</param>
    public double Score(IReadOnlyList<int> labels, int clusters)
    {
        int[] own = [.. _sample.Select(row => labels[row])];
        double[][] sums = [.. Enumerable.Range(0, Folds).Select(fold => Sums(own, clusters, fold))];
        double[] all = new double[clusters * _d];
        Array.ForEach(sums, sum => TensorPrimitives.Add(all, sum, all));
        int[] right = new int[Folds];
        Parallel.For(0, Folds, fold =>
        {
            double[] targets = new double[all.Length];
            TensorPrimitives.Subtract(all, sums[fold], targets);
            right[fold] = Right(own, clusters, fold, Solve(_factors[fold], targets));
        });
        double share = (double)right.Sum() / own.Length;
        return _other is null ? share : (share + _other.Score(labels, clusters)) / 2;
    }

    private static IEnumerable<int> Places(int count, int fold)
    {
        for (int place = fold; place < count; place += Folds)
        {
            yield return place;
        }
    }

    private int Right(int[] labels, int clusters, int fold, float[] weights)
    {
        int right = 0;
        foreach (int place in Places(labels.Length, fold))
        {
            ReadOnlySpan<float> row = _rows.AsSpan(place * _d, _d);
            (int best, float most) = (0, float.NegativeInfinity);
            for (int cluster = 0; cluster < clusters; cluster++)
            {
                float score = TensorPrimitives.Dot(row, weights.AsSpan(cluster * _d, _d));
                (best, most) = score > most ? (cluster, score) : (best, most);
            }

            right += best == labels[place] ? 1 : 0;
        }

        return right;
    }

    private float[] Standardised(Vectors rows)
    {
        int n = rows.Count, d = rows.Dimension;
        double[] mean = new double[d], square = new double[d];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < d; j++)
            {
                double x = rows[i][j];
                mean[j] += x / n;
                square[j] += x * x / n;
            }
        }

        float[] values = new float[n * _d];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < d; j++)
            {
                double deviation = Math.Sqrt(Math.Max(square[j] - (mean[j] * mean[j]), 1e-12));
                values[(i * _d) + j] = (float)((rows[i][j] - mean[j]) / deviation);
            }

            values[(i * _d) + d] = 1;
        }

        return values;
    }

    /// <summary>XᵀX of a fold's rows, [d, d].</summary>
    private double[] Products(int fold, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int[] places = [.. Places(_sample.Length, fold)];
        if (places.Length == 0)
        {
            return new double[_d * _d];
        }

        float[] part = new float[places.Length * _d];
        for (int i = 0; i < places.Length; i++)
        {
            _rows.AsSpan(places[i] * _d, _d).CopyTo(part.AsSpan(i * _d));
        }

        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable noGradient = torch.no_grad();
        Tensor rows = TensorBridge.Matrix(part, places.Length, _d);
        return [.. TensorBridge.ToArray(torch.mm(rows.t(), rows).contiguous()).Select(value => (double)value)];
    }

    /// <summary>Sums of the rows of each label in a fold, [K, d].</summary>
    private double[] Sums(int[] labels, int clusters, int fold)
    {
        double[] sums = new double[clusters * _d];
        foreach (int place in Places(labels.Length, fold))
        {
            for (int j = 0; j < _d; j++)
            {
                sums[(labels[place] * _d) + j] += _rows[(place * _d) + j];
            }
        }

        return sums;
    }

    /// <summary>The lower factor of A + ridge, in place.</summary>
    private double[] Cholesky(double[] a)
    {
        double trace = Enumerable.Range(0, _d).Sum(j => a[(j * _d) + j]), ridge = Math.Max(Ridge * trace / _d, 1e-9);
        for (int j = 0; j < _d; j++)
        {
            Span<double> row = a.AsSpan(j * _d, j);
            double pivot = Math.Sqrt(Math.Max(a[(j * _d) + j] + ridge - TensorPrimitives.SumOfSquares<double>(row), 1e-12));
            a[(j * _d) + j] = pivot;
            int column = j;
            Parallel.For(j + 1, _d, i => a[(i * _d) + column] = (a[(i * _d) + column] - TensorPrimitives.Dot<double>(a.AsSpan(i * _d, column), a.AsSpan(column * _d, column))) / pivot);
        }

        return a;
    }

    /// <summary>Weights [K, d] of L Lᵀ w = targets, row by row.</summary>
    private float[] Solve(double[] factor, double[] targets)
    {
        for (int start = 0; start < targets.Length; start += _d)
        {
            Span<double> w = targets.AsSpan(start, _d);
            for (int i = 0; i < _d; i++)
            {
                w[i] = (w[i] - TensorPrimitives.Dot<double>(factor.AsSpan(i * _d, i), w[..i])) / factor[(i * _d) + i];
            }

            for (int i = _d - 1; i >= 0; i--)
            {
                w[i] /= factor[(i * _d) + i];
                TensorPrimitives.MultiplyAdd(factor.AsSpan(i * _d, i), -w[i], w[..i], w[..i]);
            }
        }

        return [.. targets.Select(value => (float)value)];
    }
}
