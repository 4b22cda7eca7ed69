using TacWeb.Clustering.Assigners;
using TacWeb.Clustering.Centroids;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.External;

/// <summary>Places new images: the fine centre nearest to their counterpart, then its coarse cluster. Safe for many threads.</summary>
/// <param name="fine">From images to fine centres.</param>
/// <param name="coarse">Coarse cluster of each fine centre.</param>
internal sealed class ModeAssigner(CounterpartCentres fine, int[] coarse) : IStoredAssigner
{
    /// <summary>Its form in a file: nouns and fine centres as <see cref="CounterpartCentres"/> writes them, then m and the coarse clusters.</summary>
    public const string FileKind = "mode";

    /// <inheritdoc/>
    public string Kind => FileKind;

    /// <summary>Reads one back.</summary>
    /// <exception cref="InvalidDataException">What is there does not fit together.</exception>
    public static ModeAssigner Read(AssignerReader reader)
    {
        CounterpartCentres fine = CounterpartCentres.Read(reader);
        int[] coarse = new int[reader.Integer("m", fine.Count, fine.Count)];
        for (int centre = 0; centre < coarse.Length; centre++)
        {
            coarse[centre] = reader.Integer("a coarse cluster", 0, coarse.Length - 1);
        }

        return new ModeAssigner(fine, coarse);
    }

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        fine.Write(writer);
        writer.Write(coarse.Length);
        foreach (int cluster in coarse)
        {
            writer.Write(cluster);
        }
    }

    /// <inheritdoc/>
    public int[] Assign(Vectors images) => [.. fine.Assign(images).Select(centre => coarse[centre])];

    /// <inheritdoc/>
    public Probabilities? AssignSoft(Vectors images) => null;
}
