namespace TacWeb.Testing;

/// <summary>2,000 nouns of WordNet, for tests that embed words (see <c>Vocabulary/make.py</c>).</summary>
public static class ShortVocabulary
{
    /// <summary>The text file, one noun a line.</summary>
    public static string Path { get; } = Repository.PathOf("tests", "TacWeb.Testing", "Vocabulary", "nouns-2000.txt");

    /// <summary>The nouns.</summary>
    public static IReadOnlyList<string> Nouns { get; } = File.ReadAllLines(Path);
}
