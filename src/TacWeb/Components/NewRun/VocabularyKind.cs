namespace TacWeb.Components.NewRun;

/// <summary>Which words a run may use.</summary>
public enum VocabularyKind
{
    /// <summary>All nouns of WordNet.</summary>
    All,

    /// <summary>Everything below one synset.</summary>
    Part,

    /// <summary>A list of one's own.</summary>
    Own,
}
