using TacWeb.Clustering.Assigners;
using TacWeb.Clustering.Centroids;
using TacWeb.Clustering.Concepts;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Methods.External;

/// <summary>Centres among text counterparts, and the nouns that give a new image its counterpart.</summary>
/// <param name="retrieval">The kept nouns.</param>
/// <param name="centres">[m, d].</param>
internal sealed class CounterpartCentres(CounterpartRetrieval retrieval, Vectors centres)
{
    private readonly CentroidAssigner _nearest = new(centres.Values.ToArray(), centres.Dimension, spherical: false);

    /// <summary>m.</summary>
    public int Count => centres.Count;

    /// <summary>Reads them back.</summary>
    /// <exception cref="InvalidDataException">What is there does not fit together.</exception>
    public static CounterpartCentres Read(AssignerReader reader)
    {
        int d = reader.Integer("d", 1, AssignerFile.MostRows), nouns = reader.Integer("M", 1, AssignerFile.MostRows);
        double temperature = reader.Number("the temperature");
        if (temperature <= 0)
        {
            throw new InvalidDataException($"The temperature is {temperature}, not above 0.");
        }

        Vectors words = new("nouns", d, unit: true, reader.Floats("the nouns", (long)nouns * d));
        int m = reader.Integer("m", 1, AssignerFile.MostRows);
        return new CounterpartCentres(new CounterpartRetrieval(words, temperature), new Vectors("centres", d, unit: false, reader.Floats("the centres", (long)m * d)));
    }

    /// <summary>d, M, temperature, nouns, m, centres.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(retrieval.Nouns.Dimension);
        writer.Write(retrieval.Nouns.Count);
        writer.Write(retrieval.Temperature);
        writer.WriteFloats(retrieval.Nouns.Values.Span);
        writer.Write(centres.Count);
        writer.WriteFloats(centres.Values.Span);
    }

    /// <summary>The nearest centre of each image's counterpart.</summary>
    /// <exception cref="ArgumentException">Another dimension than the nouns.</exception>
    public int[] Assign(Vectors images) => _nearest.Assign(retrieval.Counterparts(images));
}
