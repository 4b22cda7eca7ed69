namespace TacWeb.Pipeline.Explore;

/// <summary>What a run's report does not tell of where it comes from; kept beside it as <c>origin.json</c>.</summary>
/// <param name="VocabularySha256">Hash over the nouns of the vocabulary.</param>
internal sealed record RunOrigin(string VocabularySha256)
{
    /// <summary>Its file's name.</summary>
    public const string File = "origin.json";
}
