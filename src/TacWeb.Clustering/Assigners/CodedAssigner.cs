using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Assigners;

/// <summary>Encodes new images with a trained network and gives each the label of the nearest fitted code. Safe for many threads.</summary>
internal sealed class CodedAssigner(DenseAssigner coder, NearestAssigner nearest) : IStoredAssigner
{
    /// <summary>Its form in a file: the network, then the fitted codes.</summary>
    public const string FileKind = "coded";

    /// <inheritdoc/>
    public string Kind => FileKind;

    /// <summary>Reads one back.</summary>
    /// <exception cref="InvalidDataException">What is there does not fit together.</exception>
    public static CodedAssigner Read(AssignerReader reader)
    {
        DenseAssigner coder = DenseAssigner.Read(reader);
        NearestAssigner nearest = NearestAssigner.Read(reader);
        return coder.Width == nearest.Dimension ? new CodedAssigner(coder, nearest) : throw new InvalidDataException($"Codes of {coder.Width} numbers do not fit fitted ones of {nearest.Dimension}.");
    }

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        coder.Write(writer);
        nearest.Write(writer);
    }

    /// <inheritdoc/>
    public int[] Assign(Vectors images) => nearest.Assign(new Vectors("codes", coder.Width, unit: false, coder.Evaluate(images)));

    /// <inheritdoc/>
    public Probabilities? AssignSoft(Vectors images) => null;
}
