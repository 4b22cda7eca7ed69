using TacWeb.Core;
using TacWeb.Core.Concepts;
using TacWeb.Core.WordNet;

namespace TacWeb.Pipeline;

/// <summary>Reads WordNet's files and the vocabularies that users name.</summary>
public static class WordNetFolder
{
    /// <summary>Parses <c>data.noun</c>, <c>index.noun</c> and <c>cntlist.rev</c> of a folder.</summary>
    /// <exception cref="TacWebException">A file is missing, or has a line that cannot be read.</exception>
    public static WordNetNouns Read(string folder)
    {
        try
        {
            using FileStream data = File.OpenRead(Path.Combine(folder, "data.noun"));
            using FileStream index = File.OpenRead(Path.Combine(folder, "index.noun"));
            using FileStream counts = File.OpenRead(Path.Combine(folder, "cntlist.rev"));
            return WordNetNouns.Read(data, index, counts);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TacWebException($"WordNet cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Parses <c>cmn/wn-data-cmn.tab</c> of a folder: what nouns are called in Chinese.</summary>
    /// <exception cref="TacWebException">The file is missing, or has a line that cannot be read.</exception>
    public static ChineseLemmas ReadChinese(string folder)
    {
        try
        {
            using FileStream lemmas = File.OpenRead(Path.Combine(folder, "cmn", "wn-data-cmn.tab"));
            return ChineseLemmas.Read(lemmas);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TacWebException($"The Chinese lemmas cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The vocabulary of a key, <c>wordnet:SYNSET</c>, or a text file with a phrase a line.</summary>
    /// <exception cref="TacWebException">There is none of this name, or the file cannot be read.</exception>
    public static Vocabulary Vocabulary(WordNetNouns wordNet, string name)
    {
        ArgumentNullException.ThrowIfNull(wordNet);
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name == Core.Concepts.Vocabulary.WordNetKey)
        {
            return Core.Concepts.Vocabulary.OfWordNet(wordNet);
        }

        if (name.StartsWith(Core.Concepts.Vocabulary.SubtreePrefix, StringComparison.Ordinal))
        {
            return Core.Concepts.Vocabulary.OfSubtree(wordNet, name);
        }

        if (!File.Exists(name))
        {
            throw new TacWebException($"There is no vocabulary '{name}': give {Core.Concepts.Vocabulary.WordNetKey}, {Core.Concepts.Vocabulary.SubtreePrefix}SYNSET, or a text file with one phrase a line.");
        }

        try
        {
            using StreamReader reader = new(name);
            return Core.Concepts.Vocabulary.Read(wordNet, reader, Path.GetFileName(name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TacWebException($"The vocabulary {name} cannot be read: {e.Message}", e);
        }
    }
}
