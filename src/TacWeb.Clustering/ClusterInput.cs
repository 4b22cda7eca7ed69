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

    /// <summary>N group numbers, or null.</summary>
    public int[]? Groups { get; init; }

    /// <summary>K; null for methods that find it.</summary>
    public int? ClusterCount { get; init; }
}
