using TacWeb.Core.Concepts;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering;

/// <summary>What a method may read. Only the images are always there.</summary>
/// <param name="Images">[N, d]; unit rows unless the caller keeps the encoder's own scale.</param>
public sealed record ClusterInput(Vectors Images)
{
    /// <summary>Pictures [N, h, w, c], for methods that read pixels.</summary>
    public Pixels? Pixels { get; init; }

    /// <summary>Kept nouns and text counterparts.</summary>
    public ConceptSpace? Concepts { get; init; }

    /// <summary>Vectors of augmented pictures.</summary>
    public AugmentedViews? Views { get; init; }

    /// <summary>The same images through other encoders, each [N, d'].</summary>
    public IReadOnlyList<Vectors> OtherViews { get; init; } = [];

    /// <summary>True class names, for the zero-shot reference only.</summary>
    public IReadOnlyList<string>? ClassNames { get; init; }

    /// <summary>Unit text vectors of the class names [C, d], synonyms averaged; for the zero-shot reference only.</summary>
    public Vectors? ClassTexts { get; init; }

    /// <summary>Unit vectors of the whole vocabulary [V, d], for methods that choose nouns by a rule of their own; null: those of <see cref="Concepts"/>.</summary>
    public Vectors? Vocabulary { get; init; }

    /// <summary>N group numbers, or null.</summary>
    public int[]? Groups { get; init; }

    /// <summary>K; null for methods that find it.</summary>
    public int? ClusterCount { get; init; }
}
