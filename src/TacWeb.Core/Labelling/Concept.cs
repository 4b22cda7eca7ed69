using TacWeb.Core.WordNet;

namespace TacWeb.Core.Labelling;

/// <summary>A concept of one cluster: the nouns whose chosen sense is one synset, or one word outside WordNet.</summary>
/// <param name="Noun">Place of its first noun among the kept nouns; the concept's weights are gathered there.</param>
/// <param name="Synset">The chosen sense; null outside WordNet.</param>
/// <param name="Lemma">First lemma of the synset, case-folded, or the folded word.</param>
/// <param name="Weight">P(j|k).</param>
/// <param name="Overall">P(j).</param>
/// <param name="Score">P(j|k)·ln(P(j|k)/P(j)).</param>
internal readonly record struct Concept(int Noun, Synset? Synset, string Lemma, double Weight, double Overall, double Score);
