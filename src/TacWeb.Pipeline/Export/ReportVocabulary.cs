namespace TacWeb.Pipeline.Export;

/// <summary>The vocabulary of a report.</summary>
/// <param name="Key">Its key, <c>wordnet:SYNSET</c>, or the file's name.</param>
/// <param name="Nouns">Nouns in it.</param>
/// <param name="Kept">Nouns that the filter kept, M.</param>
public sealed record ReportVocabulary(string Key, int Nouns, int Kept);
