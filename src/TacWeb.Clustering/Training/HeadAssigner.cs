using System.Numerics.Tensors;
using TacWeb.Clustering.Assigners;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Training;

/// <summary>Places new images with a trained head in evaluation mode, from managed weights. Safe for many threads.</summary>
internal sealed class HeadAssigner : IStoredAssigner
{
    /// <summary>Its form in a file: d, h, K, then both layers with batch normalisation folded in.</summary>
    public const string FileKind = "head";

    private const float Epsilon = 1e-5f; // of batch normalisation
    private readonly int _d;
    private readonly int _h;
    private readonly int _k;
    private readonly float[] _hidden;
    private readonly float[] _hiddenBias;
    private readonly float[] _output;
    private readonly float[] _outputBias;

    /// <summary>Folds batch normalisation into the first layer.</summary>
    public HeadAssigner(HeadWeights weights)
    {
        (_h, _k) = (weights.HiddenBias.Length, weights.OutputBias.Length);
        _d = weights.Hidden.Length / _h;
        (_output, _outputBias) = (weights.Output, weights.OutputBias);
        (_hidden, _hiddenBias) = ([.. weights.Hidden], new float[_h]);
        for (int unit = 0; unit < _h; unit++)
        {
            float factor = weights.Scale[unit] / MathF.Sqrt(weights.Variance[unit] + Epsilon);
            Span<float> row = _hidden.AsSpan(unit * _d, _d);
            TensorPrimitives.Multiply(row, factor, row);
            _hiddenBias[unit] = ((weights.HiddenBias[unit] - weights.Mean[unit]) * factor) + weights.Shift[unit];
        }
    }

    private HeadAssigner(float[] hidden, float[] hiddenBias, float[] output, float[] outputBias)
    {
        (_hidden, _hiddenBias, _output, _outputBias) = (hidden, hiddenBias, output, outputBias);
        (_h, _k) = (hiddenBias.Length, outputBias.Length);
        _d = hidden.Length / _h;
    }

    /// <summary>d.</summary>
    public int Dimension => _d;

    /// <summary>K.</summary>
    public int Clusters => _k;

    /// <inheritdoc/>
    public string Kind => FileKind;

    /// <summary>Reads one back.</summary>
    /// <exception cref="InvalidDataException">What is there does not fit together.</exception>
    public static HeadAssigner Read(AssignerReader reader)
    {
        int d = reader.Integer("d", 1, AssignerFile.MostRows), h = reader.Integer("h", 1, AssignerFile.MostRows), k = reader.Integer("K", 1, AssignerFile.MostRows);
        return new HeadAssigner(reader.Floats("the first layer", (long)h * d), reader.Floats("its biases", h), reader.Floats("the second layer", (long)k * h), reader.Floats("its biases", k));
    }

    /// <summary>The same with clusters in another order: new cluster c is old cluster order[c].</summary>
    public HeadAssigner Reorder(int[] order) =>
        new(_hidden, _hiddenBias, [.. order.SelectMany(old => _output.AsSpan(old * _h, _h).ToArray())], [.. order.Select(old => _outputBias[old])]);

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        foreach (int length in (int[])[_d, _h, _k])
        {
            writer.Write(length);
        }

        foreach (float[] values in (float[][])[_hidden, _hiddenBias, _output, _outputBias])
        {
            writer.WriteFloats(values);
        }
    }

    /// <inheritdoc/>
    public int[] Assign(Vectors images)
    {
        Probabilities soft = Soft(images);
        int[] labels = new int[soft.Count];
        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = TensorPrimitives.IndexOfMax(soft[i]);
        }

        return labels;
    }

    /// <inheritdoc/>
    public Probabilities? AssignSoft(Vectors images) => Soft(images);

    private Probabilities Soft(Vectors images)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Dimension != _d)
        {
            throw new ArgumentException($"Images of {images.Dimension} dimensions do not fit a head of {_d}.", nameof(images));
        }

        float[] values = new float[images.Count * _k];
        Parallel.For(0, images.Count, () => new float[_h], (row, _, hidden) => Row(images[row], hidden, values.AsSpan(row * _k, _k)), _ => { });
        return new Probabilities(_k, values);
    }

    private float[] Row(ReadOnlySpan<float> image, float[] hidden, Span<float> probabilities)
    {
        for (int unit = 0; unit < _h; unit++)
        {
            hidden[unit] = MathF.Max(0, TensorPrimitives.Dot(image, _hidden.AsSpan(unit * _d, _d)) + _hiddenBias[unit]);
        }

        for (int cluster = 0; cluster < _k; cluster++)
        {
            probabilities[cluster] = TensorPrimitives.Dot<float>(hidden, _output.AsSpan(cluster * _h, _h)) + _outputBias[cluster];
        }

        Activations.Apply(probabilities, Activation.Softmax);
        return hidden;
    }
}
