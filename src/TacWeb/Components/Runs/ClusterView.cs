using System.Text.Json.Serialization;
using TacWeb.Core.Labelling;

namespace TacWeb.Components.Runs;

/// <summary>A cluster as <c>clusters.json</c> has it.</summary>
/// <param name="Id">0 … K − 1.</param>
/// <param name="Name">The name found by evidence.</param>
/// <param name="Size">Number of images.</param>
/// <param name="Confidence">Mean confidence, 0…1.</param>
/// <param name="Concepts">The best concepts, best first.</param>
public sealed record ClusterView(int Id, string Name, int Size, double Confidence, IReadOnlyList<ConceptEvidence> Concepts)
{
    /// <summary>The name that a person gave, or null.</summary>
    [JsonIgnore]
    public string? Given { get; init; }

    /// <summary>What it is called: the given name, else the found one.</summary>
    [JsonIgnore]
    public string Title => Given ?? Name;

    /// <summary>The concept that the found name comes from, or the best; null without any.</summary>
    [JsonIgnore]
    public ConceptEvidence? Naming => Origin ?? Concepts.FirstOrDefault(concept => string.Equals(concept.Lemma, Name, StringComparison.OrdinalIgnoreCase)) ?? (Concepts.Count > 0 ? Concepts[0] : null);

    /// <summary>The concept that the name comes from, where the name is another one than its lemma; else null.</summary>
    [JsonIgnore]
    public ConceptEvidence? Origin { get; init; }

    /// <summary>What stands for a concept in an address: its synset, or the word itself.</summary>
    public static string KeyOf(ConceptEvidence concept) => concept.Synset ?? concept.Lemma;
}
