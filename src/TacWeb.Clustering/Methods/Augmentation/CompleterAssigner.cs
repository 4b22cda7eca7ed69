using TacWeb.Clustering.Assigners;
using TacWeb.Clustering.Centroids;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.Augmentation;

/// <summary>Places new images by the first view alone: its code, the predicted code of the missing second view, and the nearest centre of both. Safe for many threads.</summary>
/// <param name="encoder">The first view's encoder.</param>
/// <param name="predictor">From its code to the second view's.</param>
/// <param name="centres">Means of [z1; z2].</param>
internal sealed class CompleterAssigner(DenseAssigner encoder, DenseAssigner predictor, CentroidAssigner centres) : IStoredAssigner
{
    /// <summary>Its form in a file: encoder, predictor, centres, each as its own kind writes it.</summary>
    public const string FileKind = "completer";

    /// <inheritdoc/>
    public string Kind => FileKind;

    /// <summary>Reads one back.</summary>
    /// <exception cref="InvalidDataException">What is there does not fit together.</exception>
    public static CompleterAssigner Read(AssignerReader reader)
    {
        (DenseAssigner encoder, DenseAssigner predictor) = (DenseAssigner.Read(reader), DenseAssigner.Read(reader));
        CentroidAssigner centres = CentroidAssigner.Read(reader);
        return predictor.Dimension == encoder.Width && centres.Dimension == encoder.Width + predictor.Width
            ? new CompleterAssigner(encoder, predictor, centres)
            : throw new InvalidDataException("The encoder, the predictor and the centres do not fit together.");
    }

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        encoder.Write(writer);
        predictor.Write(writer);
        centres.Write(writer);
    }

    /// <inheritdoc/>
    public int[] Assign(Vectors images)
    {
        Vectors first = new("code", encoder.Width, unit: false, encoder.Evaluate(images));
        return centres.Assign([first, new Vectors("predicted code", predictor.Width, unit: false, predictor.Evaluate(first))]);
    }

    /// <inheritdoc/>
    public Probabilities? AssignSoft(Vectors images) => null;
}
