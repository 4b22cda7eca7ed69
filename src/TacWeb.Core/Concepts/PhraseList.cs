using TacWeb.Core.WordNet;

namespace TacWeb.Core.Concepts;

/// <summary>Reads a user's own vocabulary: one phrase a line.</summary>
internal static class PhraseList
{
    /// <summary>Longest phrase in characters.</summary>
    public const int LongestPhrase = 200;

    /// <summary>The phrases as nouns; those that WordNet knows under its own spelling, with their first sense.</summary>
    /// <exception cref="TacWebException">A control character or a phrase that is too long, by line; or no phrase at all.</exception>
    public static List<Noun> Read(WordNetNouns wordNet, TextReader reader, string name)
    {
        ArgumentNullException.ThrowIfNull(reader);
        HashSet<string> seen = new(StringComparer.Ordinal);
        List<Noun> nouns = [];
        int number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            string phrase = Phrase(line, number, name);
            if (phrase.Length > 0 && seen.Add(WordNetNouns.Fold(phrase)))
            {
                nouns.Add(NounOf(phrase, wordNet));
            }
        }

        return nouns.Count > 0 ? nouns : throw new TacWebException($"{name} holds no phrase; write one a line.");
    }

    private static string Phrase(string line, int number, string name)
    {
        string phrase = string.Join(' ', line.Trim('\uFEFF').Trim().Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (phrase.Any(char.IsControl))
        {
            throw new TacWebException($"{name}, line {number}: holds a control character; is this a text file?");
        }

        return phrase.Length <= LongestPhrase
            ? phrase
            : throw new TacWebException($"{name}, line {number}: a phrase of {phrase.Length} characters; at most {LongestPhrase} are allowed.");
    }

    private static Noun NounOf(string phrase, WordNetNouns wordNet) => wordNet.Senses(phrase) is [Synset first, ..]
        ? new Noun(WordNetNouns.Fold(phrase), first.Id, first.Gloss)
        : new Noun(phrase, "", "");
}
