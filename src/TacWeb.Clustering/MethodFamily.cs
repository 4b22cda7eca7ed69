namespace TacWeb.Clustering;

/// <summary>The prior a method stands on; the survey's six, and four shelves of ours (contract §5).</summary>
public enum MethodFamily
{
    /// <summary>No learned representation.</summary>
    Classic,

    /// <summary>Structure prior.</summary>
    Structure,

    /// <summary>Distribution prior.</summary>
    Distribution,

    /// <summary>Augmentation invariance.</summary>
    Augmentation,

    /// <summary>Neighbourhood consistency.</summary>
    Neighbours,

    /// <summary>Pseudo-labels.</summary>
    PseudoLabels,

    /// <summary>Interpretable networks.</summary>
    Interpretable,

    /// <summary>External knowledge.</summary>
    External,

    /// <summary>Not a clustering: an upper reference.</summary>
    Reference,

    /// <summary>Newer than the survey, or ours.</summary>
    Beyond,
}
