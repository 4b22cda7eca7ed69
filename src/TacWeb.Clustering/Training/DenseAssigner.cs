using System.Numerics.Tensors;
using TacWeb.Clustering.Assigners;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Training;

/// <summary>Places new images with trained dense layers in evaluation mode, from managed weights. Safe for many threads.</summary>
/// <param name="layers">First to last; the last has one unit a cluster. With a softmax or Student's t at the end there are probabilities.</param>
/// <param name="scale">What the rows are multiplied by first.</param>
internal sealed class DenseAssigner(IReadOnlyList<DenseLayer> layers, float scale = 1) : IOrderedAssigner
{
    /// <summary>Its form in a file: number of layers, scale, d, then width, activation, weights and biases of each layer.</summary>
    public const string FileKind = "dense";

    private const int MostLayers = 64;
    private readonly int _d = layers[0].Dimension;
    private readonly int _k = layers[^1].Width;

    /// <inheritdoc/>
    public string Kind => FileKind;

    /// <summary>Length of the rows it takes.</summary>
    internal int Dimension => _d;

    /// <summary>Length of the rows that <see cref="Evaluate"/> gives.</summary>
    internal int Width => _k;

    /// <summary>Reads one back.</summary>
    /// <exception cref="InvalidDataException">What is there does not fit together.</exception>
    public static DenseAssigner Read(AssignerReader reader)
    {
        DenseLayer[] layers = new DenseLayer[reader.Integer("the number of layers", 1, MostLayers)];
        float scale = (float)reader.Number("the scale");
        int dimension = reader.Integer("d", 1, AssignerFile.MostRows);
        for (int depth = 0; depth < layers.Length; depth++)
        {
            int width = reader.Integer("a width", 1, AssignerFile.MostRows), activation = reader.Integer("an activation", 0, (int)Enum.GetValues<Activation>()[^1]);
            layers[depth] = new DenseLayer(reader.Floats("a layer", (long)width * dimension), reader.Floats("its biases", width), (Activation)activation);
            dimension = width;
        }

        return new DenseAssigner(layers, scale);
    }

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        writer.Write(layers.Count);
        writer.Write((double)scale);
        writer.Write(_d);
        foreach (DenseLayer layer in layers)
        {
            writer.Write(layer.Width);
            writer.Write((int)layer.Activation);
            writer.WriteFloats(layer.Weights);
            writer.WriteFloats(layer.Biases);
        }
    }

    /// <inheritdoc/>
    public int[] Assign(Vectors images)
    {
        float[] values = Evaluate(images);
        return [.. Enumerable.Range(0, images.Count).Select(row => TensorPrimitives.IndexOfMax<float>(values.AsSpan(row * _k, _k)))];
    }

    /// <inheritdoc/>
    public Probabilities? AssignSoft(Vectors images)
    {
        float[] values = Evaluate(images);
        return layers[^1].Activation is Activation.Softmax or Activation.Student ? new Probabilities(_k, values) : null;
    }

    /// <inheritdoc/>
    public IOrderedAssigner Reorder(int[] order)
    {
        DenseLayer last = layers[^1];
        float[] weights = [.. order.SelectMany(old => last.Weights.AsSpan(old * last.Dimension, last.Dimension).ToArray())];
        return new DenseAssigner([.. layers.SkipLast(1), new DenseLayer(weights, [.. order.Select(old => last.Biases[old])], last.Activation)], scale);
    }

    /// <summary>The last layer's values, [n, width] row-major.</summary>
    /// <exception cref="ArgumentException">Another dimension than the fitted images.</exception>
    internal float[] Evaluate(Vectors images)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Dimension != _d)
        {
            throw new ArgumentException($"Images of {images.Dimension} dimensions do not fit a head of {_d}.", nameof(images));
        }

        float[] values = new float[images.Count * _k];
        Parallel.For(0, images.Count, Buffers, (row, _, buffers) => Row(images[row], buffers, values.AsSpan(row * _k, _k)), _ => { });
        return values;
    }

    private float[][] Buffers() => [new float[_d], .. layers.Select(layer => new float[layer.Width])];

    private float[][] Row(ReadOnlySpan<float> image, float[][] buffers, Span<float> target)
    {
        TensorPrimitives.Multiply(image, scale, buffers[0]);
        for (int depth = 0; depth < layers.Count; depth++)
        {
            (DenseLayer layer, float[] rows, float[] next) = (layers[depth], buffers[depth], buffers[depth + 1]);
            for (int unit = 0; unit < next.Length; unit++)
            {
                next[unit] = TensorPrimitives.Dot<float>(rows, layer.Weights.AsSpan(unit * rows.Length, rows.Length)) + layer.Biases[unit];
            }

            if (layer.Activation == Activation.Student)
            {
                Activations.Student(rows, next);
            }

            Activations.Apply(next, layer.Activation);
        }

        buffers[^1].CopyTo(target);
        return buffers;
    }
}
