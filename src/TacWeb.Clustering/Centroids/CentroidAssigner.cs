using System.Numerics.Tensors;
using TacWeb.Clustering.Assigners;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Centroids;

/// <summary>Places new images at the nearest centre, from managed centres. Safe for many threads.</summary>
internal sealed class CentroidAssigner : IStoredAssigner
{
    /// <summary>Its form in a file: d, K, 1 for spherical, centres.</summary>
    public const string FileKind = "centroid";

    private readonly float[] _centres;
    private readonly float[] _biases;
    private readonly int _d;
    private readonly bool _spherical;

    /// <param name="centres">[K, d].</param>
    /// <param name="dimension">d.</param>
    /// <param name="spherical">Nearest by inner product; else by Euclidean distance.</param>
    public CentroidAssigner(float[] centres, int dimension, bool spherical)
    {
        (_centres, _d, _spherical) = (centres, dimension, spherical);
        _biases = new float[centres.Length / dimension];
        for (int cluster = 0; cluster < _biases.Length && !spherical; cluster++)
        {
            _biases[cluster] = TensorPrimitives.SumOfSquares<float>(centres.AsSpan(cluster * dimension, dimension)) / 2;
        }
    }

    /// <inheritdoc/>
    public string Kind => FileKind;

    /// <summary>Length of the rows it takes.</summary>
    internal int Dimension => _d;

    /// <summary>Reads one back.</summary>
    /// <exception cref="InvalidDataException">What is there does not fit together.</exception>
    public static CentroidAssigner Read(AssignerReader reader)
    {
        int d = reader.Integer("d", 1, AssignerFile.MostRows), k = reader.Integer("K", 1, AssignerFile.MostRows), spherical = reader.Integer("spherical", 0, 1);
        return new CentroidAssigner(reader.Floats("the centres", (long)k * d), d, spherical == 1);
    }

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        writer.Write(_d);
        writer.Write(_biases.Length);
        writer.Write(_spherical ? 1 : 0);
        writer.WriteFloats(_centres);
    }

    /// <inheritdoc/>
    public int[] Assign(Vectors images)
    {
        ArgumentNullException.ThrowIfNull(images);
        return Assign([images]);
    }

    /// <inheritdoc/>
    public Probabilities? AssignSoft(Vectors images) => null;

    /// <summary>The nearest centre of each [x] or [x; u] row.</summary>
    internal int[] Assign(IReadOnlyList<Vectors> parts)
    {
        if (parts.Sum(part => part.Dimension) != _d)
        {
            throw new ArgumentException($"Rows of {parts.Sum(part => part.Dimension)} dimensions do not fit centres of {_d}.", nameof(parts));
        }

        int[] labels = new int[parts[0].Count];
        Parallel.For(0, labels.Length, row => labels[row] = Nearest(parts, row));
        return labels;
    }

    private int Nearest(IReadOnlyList<Vectors> parts, int row)
    {
        int best = 0;
        float most = float.NegativeInfinity;
        for (int cluster = 0; cluster < _biases.Length; cluster++)
        {
            int offset = cluster * _d;
            float product = -_biases[cluster];
            foreach (Vectors part in parts)
            {
                product += TensorPrimitives.Dot(part[row], _centres.AsSpan(offset, part.Dimension));
                offset += part.Dimension;
            }

            (most, best) = product > most ? (product, cluster) : (most, best);
        }

        return best;
    }
}
