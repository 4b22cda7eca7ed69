namespace TacWeb.Core.Concepts;

/// <summary>One entry of a vocabulary.</summary>
/// <param name="Lemma">The case-folded lemma as WordNet writes it, words joined by <c>_</c> (<c>golden_retriever</c>), or the user's own phrase.</param>
/// <param name="SynsetId">Its first sense in the vocabulary (<c>dog.n.01</c>); empty for a word outside WordNet.</param>
/// <param name="Gloss">That sense's definition without examples; empty for a word outside WordNet.</param>
public sealed record Noun(string Lemma, string SynsetId, string Gloss);
