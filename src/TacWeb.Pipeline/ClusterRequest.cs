using TacWeb.Pipeline.Ingest;

namespace TacWeb.Pipeline;

/// <summary>What <c>tacweb cluster</c> and <c>POST /api/runs</c> are asked for (contract §2, §4); the defaults are the contract's.</summary>
public sealed record ClusterRequest
{
    /// <summary>A folder or a zip of images; null when <see cref="Dataset"/> names a stored one.</summary>
    public string? Input { get; init; }

    /// <summary>Number of a stored dataset, whose images and classes are taken as they are; null when <see cref="Input"/> is read.</summary>
    public int? Dataset { get; init; }

    /// <summary>The folder to write; null: the data folder alone keeps the runs.</summary>
    public string? Output { get; init; }

    /// <summary>Whether a non-empty <see cref="Output"/> is replaced.</summary>
    public bool Force { get; init; }

    /// <summary>Keys of the methods; several write a sub-folder each.</summary>
    public IReadOnlyList<string> Methods { get; init; } = ["tac"];

    /// <summary>K, or null for <c>auto</c>.</summary>
    public int? ClusterCount { get; init; }

    /// <summary>A vocabulary's key, <c>wordnet:SYNSET</c>, or a text file with a phrase a line.</summary>
    public string Vocabulary { get; init; } = "wordnet-3.0-nouns";

    /// <summary>Where true classes come from; they serve scoring only.</summary>
    public LabelSource Labels { get; init; } = LabelSource.Folders;

    /// <summary>Class names given by the user (<c>--classes FILE</c>), for the zero-shot reference; null without.</summary>
    public IReadOnlyList<string>? ClassNames { get; init; }

    /// <summary>Every random number of the run comes from it.</summary>
    public int Seed { get; init; }

    /// <summary>Runs <see cref="Seed"/> … <see cref="Seed"/> + n − 1, at least 1.</summary>
    public int Seeds { get; init; } = 1;

    /// <summary>The <c>--set name=value</c> pairs, as typed.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>What an input may hold.</summary>
    public IngestLimits Limits { get; init; } = IngestLimits.Default;

    /// <summary>What of a method's needs a run cannot meet yet; none: it can be run.</summary>
    public static Clustering.MethodNeeds Unmet(Clustering.ClusteringMethod method)
    {
        ArgumentNullException.ThrowIfNull(method);
        return Steps.RequestPlan.Unmet(method);
    }

    /// <summary>Checks methods, options and counts before any work.</summary>
    /// <param name="featureNorm">The encoder's mean norm: the default of methods that want its scale.</param>
    /// <exception cref="ArgumentException">An unknown method or option, a value outside its range, a method twice.</exception>
    public void Check(double featureNorm) => Steps.RequestPlan.Of(this, featureNorm);
}
