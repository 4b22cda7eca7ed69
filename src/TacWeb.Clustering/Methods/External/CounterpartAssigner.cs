using TacWeb.Clustering.Assigners;
using TacWeb.Clustering.Centroids;
using TacWeb.Clustering.Concepts;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.External;

/// <summary>Places new images at the nearest [image; counterpart] centre; their counterparts are retrieved from the kept nouns first.</summary>
internal sealed class CounterpartAssigner(CounterpartRetrieval retrieval, CentroidAssigner centres) : IStoredAssigner
{
    /// <summary>Its form in a file: d, M, temperature, nouns, then the centres as those of <see cref="CentroidAssigner"/>.</summary>
    public const string FileKind = "counterpart";

    /// <inheritdoc/>
    public string Kind => FileKind;

    /// <summary>Reads one back.</summary>
    /// <exception cref="InvalidDataException">What is there does not fit together.</exception>
    public static CounterpartAssigner Read(AssignerReader reader)
    {
        int d = reader.Integer("d", 1, AssignerFile.MostRows), m = reader.Integer("M", 1, AssignerFile.MostRows);
        double temperature = reader.Number("the temperature");
        if (temperature <= 0)
        {
            throw new InvalidDataException($"The temperature is {temperature}, not above 0.");
        }

        Vectors nouns = new("nouns", d, unit: true, reader.Floats("the nouns", (long)m * d));
        CentroidAssigner centres = CentroidAssigner.Read(reader);
        return centres.Dimension == 2 * d
            ? new CounterpartAssigner(new CounterpartRetrieval(nouns, temperature), centres)
            : throw new InvalidDataException($"Centres of {centres.Dimension} dimensions do not fit images and counterparts of {d}.");
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
    public int[] Assign(Vectors images)
    {
        ArgumentNullException.ThrowIfNull(images);
        return centres.Assign([images, retrieval.Counterparts(images)]);
    }

    /// <inheritdoc/>
    public Probabilities? AssignSoft(Vectors images) => null;
}
