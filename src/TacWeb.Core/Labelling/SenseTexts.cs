using TacWeb.Core.Concepts;
using TacWeb.Core.WordNet;

namespace TacWeb.Core.Labelling;

/// <summary>The senses of the kept nouns, and the "LEMMA, GLOSS" texts that must be encoded to choose among them.</summary>
/// <remarks>Only nouns with several senses need texts: the other choices are trivial.</remarks>
public sealed class SenseTexts
{
    /// <summary>Lists senses and texts of the kept nouns.</summary>
    public static SenseTexts Of(IReadOnlyList<Noun> nouns, Vocabulary vocabulary) => throw new NotImplementedException();

    /// <summary>The M kept nouns.</summary>
    public IReadOnlyList<Noun> Nouns => throw new NotImplementedException();

    /// <summary>The texts to encode, one unit vector each, in this order; empty when every noun has at most one sense.</summary>
    public IReadOnlyList<string> Texts => throw new NotImplementedException();

    /// <summary>The senses of a kept noun in sense order; empty outside WordNet.</summary>
    public IReadOnlyList<Synset> Senses(int noun) => throw new NotImplementedException();
}
