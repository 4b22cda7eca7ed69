using TacWeb.Core.WordNet;

namespace TacWeb.Testing;

/// <summary>The repository's WordNet, parsed once for all tests of an assembly.</summary>
public static class RealWordNet
{
    private static readonly Lazy<WordNetNouns> Parsed = new(Read);

    /// <summary>The parsed nouns.</summary>
    public static WordNetNouns Nouns => Parsed.Value;

    /// <summary>Parses the three files anew.</summary>
    public static WordNetNouns Read()
    {
        using FileStream data = File.OpenRead(Repository.PathOf("wordnet", "data.noun"));
        using FileStream index = File.OpenRead(Repository.PathOf("wordnet", "index.noun"));
        using FileStream counts = File.OpenRead(Repository.PathOf("wordnet", "cntlist.rev"));
        return WordNetNouns.Read(data, index, counts);
    }
}
