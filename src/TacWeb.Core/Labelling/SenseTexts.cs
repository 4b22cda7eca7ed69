using TacWeb.Core.Concepts;
using TacWeb.Core.WordNet;

namespace TacWeb.Core.Labelling;

/// <summary>The senses of the kept nouns, and the "LEMMA, GLOSS" texts that must be encoded to choose among them.</summary>
/// <remarks>Only nouns with several senses need texts: the other choices are trivial.</remarks>
public sealed class SenseTexts
{
    private readonly IReadOnlyList<Synset>[] _senses;
    private readonly int[] _firstText;

    private SenseTexts(IReadOnlyList<Noun> nouns, IReadOnlyList<Synset>[] senses, int[] firstText, List<string> texts) =>
        (Nouns, _senses, _firstText, Texts) = (nouns, senses, firstText, texts);

    /// <summary>The M kept nouns.</summary>
    public IReadOnlyList<Noun> Nouns { get; }

    /// <summary>The texts to encode, one unit vector each, in this order; empty when every noun has at most one sense.</summary>
    public IReadOnlyList<string> Texts { get; }

    /// <summary>Lists senses and texts of the kept nouns, for example <c>golden retriever, an English breed having …</c>.</summary>
    /// <param name="nouns">The M kept nouns of the vocabulary.</param>
    /// <param name="vocabulary">Limits the senses.</param>
    public static SenseTexts Of(IReadOnlyList<Noun> nouns, Vocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(nouns);
        ArgumentNullException.ThrowIfNull(vocabulary);
        IReadOnlyList<Synset>[] senses = [.. nouns.Select(vocabulary.Senses)];
        int[] firstText = new int[nouns.Count];
        List<string> texts = [];
        for (int noun = 0; noun < nouns.Count; noun++)
        {
            firstText[noun] = texts.Count;
            if (senses[noun].Count > 1)
            {
                string lemma = nouns[noun].Lemma.Replace('_', ' ');
                texts.AddRange(senses[noun].Select(synset => $"{lemma}, {synset.Gloss}"));
            }
        }

        return new SenseTexts(nouns, senses, firstText, texts);
    }

    /// <summary>The senses of a kept noun in sense order; empty outside WordNet.</summary>
    public IReadOnlyList<Synset> Senses(int noun) => _senses[noun];

    /// <summary>Row in <see cref="Texts"/> of the first sense of a noun with several; the others follow.</summary>
    internal int FirstText(int noun) => _firstText[noun];
}
