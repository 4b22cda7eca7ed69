using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Centroids;

/// <summary>One start of k-means: labels, centres, and the sums of each cluster's rows in double.</summary>
/// <remarks>Only rows that change their cluster are added and subtracted, in row order, so a result does not depend on the number of threads.</remarks>
internal sealed class CentroidRun
{
    private readonly RowBlocks _rows;
    private readonly bool _spherical;
    private readonly int _k;
    private readonly int _d;
    private readonly double[] _sums;
    private readonly int[] _sizes;
    private int _changed;

    public CentroidRun(RowBlocks rows, int k, bool spherical, int[] seeds)
    {
        (_rows, _k, _d, _spherical) = (rows, k, rows.Dimension, spherical);
        Labels = new int[rows.Count];
        Array.Fill(Labels, -1);
        Centres = new float[k * _d];
        Biases = new float[k];
        _sums = new double[k * _d];
        _sizes = new int[k];
        for (int cluster = 0; cluster < k; cluster++)
        {
            rows.CopyRow(seeds[cluster], Centres.AsSpan(cluster * _d, _d));
            Finish(cluster);
        }
    }

    /// <summary>N; −1 before the first pass.</summary>
    public int[] Labels { get; }

    /// <summary>[K, d].</summary>
    public float[] Centres { get; }

    /// <summary>½‖c‖², subtracted from the inner product so that the largest is the nearest mean; 0 for spherical.</summary>
    public float[] Biases { get; }

    public int Iterations { get; private set; }

    public bool Done { get; private set; }

    /// <summary>Takes the nearest centres of the rows from <paramref name="start"/> on.</summary>
    public void Accept(int start, ReadOnlySpan<long> nearest, int stride, int column)
    {
        int count = nearest.Length / stride;
        for (int i = 0; i < count; i++)
        {
            int label = (int)nearest[(i * stride) + column];
            if (Labels[start + i] != label)
            {
                Move(start + i, label);
            }
        }
    }

    /// <summary>Ends a pass: stops when nothing changed, else moves the centres.</summary>
    public void EndPass(int maxIterations)
    {
        Iterations++;
        if (_changed == 0 || Iterations >= maxIterations)
        {
            Done = true;
            return;
        }

        _changed = 0;
        RepairEmpty();
        for (int cluster = 0; cluster < _k; cluster++)
        {
            Centre(cluster);
        }
    }

    /// <summary>Σ_k ‖s_k‖ of the final labels for spherical; else Σ_k ‖s_k‖²/n_k − Σ‖z‖².</summary>
    public double Objective(double sumOfSquares)
    {
        double total = _spherical ? 0 : -sumOfSquares;
        for (int cluster = 0; cluster < _k; cluster++)
        {
            double square = TensorPrimitives.SumOfSquares<double>(Sum(cluster));
            total += _spherical ? Math.Sqrt(square) : square / Math.Max(1, _sizes[cluster]);
        }

        return total;
    }

    private Span<double> Sum(int cluster) => _sums.AsSpan(cluster * _d, _d);

    private void Move(int row, int label)
    {
        int old = Labels[row];
        if (old >= 0)
        {
            Add(row, old, -1);
        }

        Add(row, label, 1);
        Labels[row] = label;
        _changed++;
    }

    private void Add(int row, int cluster, int sign)
    {
        _sizes[cluster] += sign;
        Span<double> sum = Sum(cluster);
        foreach (Vectors part in _rows.Parts)
        {
            AddTo(sum, part[row], sign);
            sum = sum[part.Dimension..];
        }
    }

    private static void AddTo(Span<double> sum, ReadOnlySpan<float> row, double sign)
    {
        ref double s = ref MemoryMarshal.GetReference(sum);
        ref float r = ref MemoryMarshal.GetReference(row);
        Vector256<double> factor = Vector256.Create(sign);
        int i = 0;
        for (; i <= row.Length - 8; i += 8)
        {
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.LoadUnsafe(ref r, (nuint)i));
            (Vector256.LoadUnsafe(ref s, (nuint)i) + (low * factor)).StoreUnsafe(ref s, (nuint)i);
            (Vector256.LoadUnsafe(ref s, (nuint)i + 4) + (high * factor)).StoreUnsafe(ref s, (nuint)i + 4);
        }

        for (; i < row.Length; i++)
        {
            sum[i] += row[i] * sign;
        }
    }

    private void Centre(int cluster)
    {
        Span<double> sum = Sum(cluster);
        double length = _spherical ? Math.Sqrt(TensorPrimitives.SumOfSquares<double>(sum)) : _sizes[cluster];
        if (_sizes[cluster] == 0 || length <= 0)
        {
            return; // an empty cluster, or rows that cancel: the old centre stays
        }

        Span<float> centre = Centres.AsSpan(cluster * _d, _d);
        for (int i = 0; i < _d; i++)
        {
            centre[i] = (float)(sum[i] / length);
        }

        Finish(cluster);
    }

    private void Finish(int cluster)
    {
        Span<float> centre = Centres.AsSpan(cluster * _d, _d);
        if (_spherical)
        {
            float length = TensorPrimitives.Norm<float>(centre);
            TensorPrimitives.Divide(centre, length > 0 ? length : 1, centre);
        }
        else
        {
            Biases[cluster] = TensorPrimitives.SumOfSquares<float>(centre) / 2;
        }
    }

    /// <summary>Gives each empty cluster the row of the largest divisible cluster that fits it worst (lowest row number of several).</summary>
    private void RepairEmpty()
    {
        for (int empty = Array.IndexOf(_sizes, 0); empty >= 0; empty = Array.IndexOf(_sizes, 0, empty + 1))
        {
            int row = Enumerable.Range(0, _k).Where(cluster => _sizes[cluster] > 1)
                .OrderByDescending(cluster => _sizes[cluster]).ThenBy(cluster => cluster)
                .Select(WorstRow).FirstOrDefault(candidate => candidate >= 0, -1);
            if (row < 0)
            {
                return; // fewer distinct rows than clusters
            }

            Move(row, empty);
        }
    }

    /// <summary>The member that lies farthest from its cluster's mean; −1 when all members are equal.</summary>
    private int WorstRow(int cluster)
    {
        float[] mean = new float[_d], row = new float[_d], first = [];
        int size = _sizes[cluster], worst = -1;
        Span<double> sum = Sum(cluster);
        for (int i = 0; i < _d; i++)
        {
            mean[i] = (float)(sum[i] / size);
        }

        float farthest = -1;
        bool differ = false;
        for (int i = 0; i < Labels.Length; i++)
        {
            if (Labels[i] != cluster)
            {
                continue;
            }

            _rows.CopyRow(i, row);
            first = first.Length == 0 ? [.. row] : first;
            differ |= !row.AsSpan().SequenceEqual(first);
            float distance = TensorPrimitives.Distance<float>(row, mean);
            (farthest, worst) = distance > farthest ? (distance, i) : (farthest, worst);
        }

        return differ ? worst : -1;
    }
}
