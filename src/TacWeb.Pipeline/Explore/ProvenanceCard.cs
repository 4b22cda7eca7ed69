using System.Text.Json.Nodes;

namespace TacWeb.Pipeline.Explore;

/// <summary>Where an export comes from: enough to make the run again and to see what people changed afterwards.</summary>
public sealed record ProvenanceCard
{
    /// <summary>Number of the run.</summary>
    public required int Run { get; init; }

    /// <summary>Name of the dataset.</summary>
    public required string Dataset { get; init; }

    /// <summary>Images of the run.</summary>
    public required int Images { get; init; }

    /// <summary>SHA-256 over the content hashes of the images in order, one a line.</summary>
    public required string ImagesSha256 { get; init; }

    /// <summary>Key of the method.</summary>
    public required string Method { get; init; }

    /// <summary>Its options as they ran.</summary>
    public required JsonObject Options { get; init; }

    /// <summary>The seed.</summary>
    public required int Seed { get; init; }

    /// <summary>K of the run.</summary>
    public required int K { get; init; }

    /// <summary>Key of the encoder.</summary>
    public required string Model { get; init; }

    /// <summary>One hash over the encoder's files.</summary>
    public required string ModelSha256 { get; init; }

    /// <summary>Key of the vocabulary.</summary>
    public required string Vocabulary { get; init; }

    /// <summary>Hash over its nouns; null for a run of an earlier version.</summary>
    public string? VocabularySha256 { get; init; }

    /// <summary>Nouns of it that the filter kept.</summary>
    public required int NounsKept { get; init; }

    /// <summary>Version of the program that ran.</summary>
    public required string Version { get; init; }

    /// <summary>When the run began.</summary>
    public required DateTime StartedUtc { get; init; }

    /// <summary>Version of the program that exported.</summary>
    public required string ExportedBy { get; init; }

    /// <summary>When.</summary>
    public required DateTime ExportedUtc { get; init; }

    /// <summary>Language of the second names that the export carries, for example <c>zh-CN</c> (by Chinese Open Wordnet; what it does not have is English); null without.</summary>
    public string? SecondLanguage { get; init; }

    /// <summary>What differed from what was asked for.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What people changed, oldest first; the export shows the clustering with all of it.</summary>
    public IReadOnlyList<AppliedCorrection> Corrections { get; init; } = [];
}
