namespace TacWeb.Core.Labelling;

/// <summary>One concept of a cluster with its evidence (contract §2).</summary>
/// <param name="Lemma">First lemma of the synset in display case, or the user's own word.</param>
/// <param name="Synset">Chosen sense, <c>dog.n.01</c>; null outside WordNet.</param>
/// <param name="Gloss">Its definition without examples; empty outside WordNet.</param>
/// <param name="Hypernyms">First lemmas of the hypernyms, nearest first, first path.</param>
/// <param name="Weight">P(j|k), 0…1.</param>
/// <param name="Coverage">Share of the cluster's images that have the concept among their three largest weights, 0…1.</param>
/// <param name="Lift">P(j|k) / P(j).</param>
public sealed record ConceptEvidence(string Lemma, string? Synset, string Gloss, IReadOnlyList<string> Hypernyms, double Weight, double Coverage, double Lift);
