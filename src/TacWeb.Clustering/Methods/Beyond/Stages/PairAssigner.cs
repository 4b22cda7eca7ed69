using TacWeb.Clustering.Assigners;
using TacWeb.Clustering.Concepts;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Methods.Beyond.Stages;

/// <summary>Places new images at the nearest centre of [x; u]; their counterparts u are retrieved from the kept nouns first. Safe for many threads.</summary>
/// <param name="retrieval">Retrieves u.</param>
/// <param name="centres">Made by <see cref="Centres"/> of [K, 2d].</param>
internal sealed class PairAssigner(CounterpartRetrieval retrieval, DenseAssigner centres) : IStoredAssigner
{
    /// <summary>Its form in a file: d, M, temperature, nouns, then the centres as a <see cref="DenseAssigner"/>.</summary>
    public const string FileKind = "pair";

    private const float Scale = 10; // contract §2, confidence of methods without probabilities

    /// <inheritdoc/>
    public string Kind => FileKind;

    /// <summary>Probabilities softmax(10·(z·c − ‖c‖²/2)), so that the nearest centre is the label.</summary>
    /// <param name="values">[K, d], row-major.</param>
    /// <param name="clusters">K.</param>
    public static DenseAssigner Centres(float[] values, int clusters)
    {
        float[] biases = [.. values.Chunk(values.Length / clusters).Select(centre => -Scale / 2 * System.Numerics.Tensors.TensorPrimitives.SumOfSquares<float>(centre))];
        return new DenseAssigner([new DenseLayer([.. values.Select(value => value * Scale)], biases, Activation.Softmax)]);
    }

    /// <summary>The rows [x] as they are, or joined to [x; u].</summary>
    public static Vectors Join(IReadOnlyList<Vectors> parts)
    {
        if (parts.Count == 1)
        {
            return parts[0];
        }

        (Vectors x, Vectors u) = (parts[0], parts[1]);
        int d = x.Dimension + u.Dimension;
        float[] joined = new float[x.Count * d];
        for (int row = 0; row < x.Count; row++)
        {
            x[row].CopyTo(joined.AsSpan(row * d));
            u[row].CopyTo(joined.AsSpan((row * d) + x.Dimension));
        }

        return new Vectors(x.Source, d, unit: false, joined);
    }

    /// <summary>Reads one back.</summary>
    /// <exception cref="InvalidDataException">What is there does not fit together.</exception>
    public static PairAssigner Read(AssignerReader reader)
    {
        int d = reader.Integer("d", 1, AssignerFile.MostRows), m = reader.Integer("M", 1, AssignerFile.MostRows);
        double temperature = reader.Number("the temperature");
        if (temperature <= 0)
        {
            throw new InvalidDataException($"The temperature is {temperature}, not above 0.");
        }

        Vectors nouns = new("nouns", d, unit: true, reader.Floats("the nouns", (long)m * d));
        return new PairAssigner(new CounterpartRetrieval(nouns, temperature), DenseAssigner.Read(reader));
    }

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        writer.Write(retrieval.Nouns.Dimension);
        writer.Write(retrieval.Nouns.Count);
        writer.Write(retrieval.Temperature);
        writer.WriteFloats(retrieval.Nouns.Values.Span);
        centres.Write(writer);
    }

    /// <inheritdoc/>
    public int[] Assign(Vectors images) => centres.Assign(Rows(images));

    /// <inheritdoc/>
    public Probabilities? AssignSoft(Vectors images) => centres.AssignSoft(Rows(images));

    private Vectors Rows(Vectors images)
    {
        ArgumentNullException.ThrowIfNull(images);
        return Join([images, retrieval.Counterparts(images)]);
    }
}
