using TacWeb.Clustering.Assigners;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Training;

/// <summary>Places new square grey pictures with trained convolutions and dense layers, from managed weights. Safe for many threads.</summary>
/// <param name="side">Height and width of a picture.</param>
/// <param name="layers">First to last.</param>
/// <param name="head">Takes the flattened planes.</param>
/// <param name="scale">What the rows are multiplied by first.</param>
internal sealed class ConvolutionAssigner(int side, IReadOnlyList<ConvolutionLayer> layers, DenseAssigner head, float scale) : IOrderedAssigner
{
    /// <summary>Its form in a file: side, scale, number of layers; stride, channels, width, weights and biases of each; the head as <see cref="DenseAssigner"/> writes it.</summary>
    public const string FileKind = "convolution";

    private const int MostLayers = 64, MostSide = 4096, MostChannels = 4096;

    /// <inheritdoc/>
    public string Kind => FileKind;

    /// <summary>Reads one back.</summary>
    /// <exception cref="InvalidDataException">What is there does not fit together.</exception>
    public static ConvolutionAssigner Read(AssignerReader reader)
    {
        int side = reader.Integer("the side", 1, MostSide), channels = 1, left = side;
        float scale = (float)reader.Number("the scale");
        ConvolutionLayer[] layers = new ConvolutionLayer[reader.Integer("the number of layers", 1, MostLayers)];
        for (int depth = 0; depth < layers.Length; depth++)
        {
            int stride = reader.Integer("a stride", 1, 2), width = reader.Integer("a width", 1, MostChannels);
            layers[depth] = new ConvolutionLayer(
                reader.Floats("a convolution", (long)width * channels * ConvolutionLayer.Kernel * ConvolutionLayer.Kernel), reader.Floats("its biases", width), stride);
            (channels, left) = (width, left % stride == 0 ? left / stride : throw new InvalidDataException("A stride does not fit its planes."));
        }

        DenseAssigner head = DenseAssigner.Read(reader);
        return head.Dimension == channels * left * left
            ? new ConvolutionAssigner(side, layers, head, scale)
            : throw new InvalidDataException("The dense layers do not fit the convolutions.");
    }

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        writer.Write(side);
        writer.Write((double)scale);
        writer.Write(layers.Count);
        foreach (ConvolutionLayer layer in layers)
        {
            writer.Write(layer.Stride);
            writer.Write(layer.Biases.Length);
            writer.WriteFloats(layer.Weights);
            writer.WriteFloats(layer.Biases);
        }

        head.Write(writer);
    }

    /// <inheritdoc/>
    public int[] Assign(Vectors images) => head.Assign(Planes(images));

    /// <inheritdoc/>
    public Probabilities? AssignSoft(Vectors images) => head.AssignSoft(Planes(images));

    /// <inheritdoc/>
    public IOrderedAssigner Reorder(int[] order) => new ConvolutionAssigner(side, layers, (DenseAssigner)head.Reorder(order), scale);

    private Vectors Planes(Vectors images)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Dimension != side * side)
        {
            throw new ArgumentException($"Images of {images.Dimension} dimensions do not fit pictures of {side}×{side}.", nameof(images));
        }

        float[] flat = new float[images.Count * head.Dimension];
        Parallel.For(0, images.Count, row => Through(images[row]).CopyTo(flat, row * head.Dimension));
        return new Vectors("planes", head.Dimension, unit: false, flat);
    }

    private float[] Through(ReadOnlySpan<float> image)
    {
        float[] planes = new float[image.Length];
        System.Numerics.Tensors.TensorPrimitives.Multiply(image, scale, planes);
        int left = side;
        foreach (ConvolutionLayer layer in layers)
        {
            (planes, left) = (layer.Apply(planes, left), left / layer.Stride);
        }

        return planes;
    }
}
