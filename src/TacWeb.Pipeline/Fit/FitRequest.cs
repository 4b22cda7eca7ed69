using TacWeb.Clustering;
using TacWeb.Core.Numerics;

namespace TacWeb.Pipeline.Fit;

/// <summary>What <c>tacweb fit</c> is asked for (contract §2, "fit"): arrays only, no files.</summary>
public sealed record FitRequest
{
    /// <summary>The method.</summary>
    public required ClusteringMethod Method { get; init; }

    /// <summary>Its options.</summary>
    public required ClustererOptions Options { get; init; }

    /// <summary>Image vectors [N, d], unit unless raw rows were asked for.</summary>
    public required Vectors Images { get; init; }

    /// <summary>The pictures themselves, for methods that read pixels.</summary>
    public Pixels? Pixels { get; init; }

    /// <summary>A whole vocabulary [M, d], which the noun filter runs on. Not together with <see cref="Counterparts"/>.</summary>
    public Vectors? Vocabulary { get; init; }

    /// <summary>Ready text counterparts [N, d].</summary>
    public Vectors? Counterparts { get; init; }

    /// <summary>Augmented copies; null without.</summary>
    public AugmentedViews? Views { get; init; }

    /// <summary>The same images through other encoders.</summary>
    public IReadOnlyList<Vectors> OtherViews { get; init; } = [];

    /// <summary>Text vectors of the true class names [C, d], for the zero-shot reference only.</summary>
    public Vectors? ClassTexts { get; init; }

    /// <summary>N group numbers: for methods with a fairness term, and for Balance and MNCE in the report.</summary>
    public int[]? Groups { get; init; }

    /// <summary>Rows to place after fitting; the result then has these rows.</summary>
    public Vectors? TestImages { get; init; }

    /// <summary>True classes of the rows of the result.</summary>
    public int[]? Labels { get; init; }

    /// <summary>K, or null for <c>auto</c>.</summary>
    public int? ClusterCount { get; init; }

    /// <summary>Every random number comes from it.</summary>
    public int Seed { get; init; }

    /// <summary>τ̃, or null for the label-free rule.</summary>
    public double? RetrievalTemperature { get; init; }

    /// <summary>How long the fit may train; null: as long as it takes.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>Whether probabilities are wanted.</summary>
    public bool WantsProbabilities { get; init; }
}
