using TacWeb.Core.Numerics;

namespace TacWeb.Core.Runs;

/// <summary>The unit means of the clusters of a partition.</summary>
public sealed class ClusterCentres
{
    private readonly float[] _values;   // [K, d]
    private readonly int _dimension;

    private ClusterCentres(int[] sizes, float[] values, int dimension) => (Sizes, _values, _dimension) = (sizes, values, dimension);

    /// <summary>Images in each of the K clusters.</summary>
    public IReadOnlyList<int> Sizes { get; }

    /// <summary>The centre of a cluster, length 1; all zeros for an empty one or where the members cancel out.</summary>
    public ReadOnlySpan<float> this[int cluster] => _values.AsSpan(cluster * _dimension, _dimension);

    /// <summary>Means of the unit rows of each cluster, summed in double in row order; noise belongs to none.</summary>
    /// <param name="labels">N labels, 0 … K − 1 or −1.</param>
    /// <param name="clusterCount">K.</param>
    /// <param name="images">[N, d] unit rows.</param>
    /// <exception cref="ArgumentException">The counts differ, or a label is out of range.</exception>
    public static ClusterCentres Of(IReadOnlyList<int> labels, int clusterCount, Vectors images)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(images);
        if (labels.Count != images.Count)
        {
            throw new ArgumentException($"{labels.Count} labels do not fit {images.Count} images.", nameof(labels));
        }

        int dimension = images.Dimension;
        int[] sizes = new int[clusterCount];
        double[] sums = new double[checked(clusterCount * dimension)];
        for (int row = 0; row < labels.Count; row++)
        {
            int label = labels[row];
            if (label < Partition.Noise || label >= clusterCount)
            {
                throw new ArgumentException($"Row {row} has label {label}; there are {clusterCount} clusters.", nameof(labels));
            }

            if (label != Partition.Noise)
            {
                sizes[label]++;
                FixedOrder.Add(images[row], sums.AsSpan(label * dimension, dimension));
            }
        }

        float[] centres = new float[sums.Length];
        for (int cluster = 0; cluster < clusterCount; cluster++)
        {
            Normalize(sums.AsSpan(cluster * dimension, dimension), centres.AsSpan(cluster * dimension, dimension));
        }

        return new ClusterCentres(sizes, centres, dimension);
    }

    /// <summary>The centres as rows, [K, d]; rows of empty clusters are all zeros.</summary>
    /// <param name="source">What the rows are called.</param>
    public Vectors AsVectors(string source) => new(source, _dimension, unit: false, _values);

    /// <summary>Cosine of a unit row to each centre; not a number for empty clusters.</summary>
    /// <param name="image">d numbers.</param>
    /// <param name="cosines">K places to fill.</param>
    public void Cosines(ReadOnlySpan<float> image, Span<double> cosines)
    {
        for (int cluster = 0; cluster < cosines.Length; cluster++)
        {
            cosines[cluster] = Sizes[cluster] == 0 ? double.NaN : FixedOrder.Dot(image, this[cluster]);
        }
    }

    private static void Normalize(ReadOnlySpan<double> sum, Span<float> centre)
    {
        double squares = 0;
        foreach (double value in sum)
        {
            squares += value * value;
        }

        double norm = Math.Sqrt(squares);
        for (int i = 0; i < centre.Length; i++)
        {
            centre[i] = norm > 1e-12 ? (float)(sum[i] / norm) : 0;
        }
    }
}
