namespace TacWeb.Core.Corrections;

/// <summary>What a person did to a clustering.</summary>
public enum CorrectionKind
{
    /// <summary>Images go to another cluster, or to a new one.</summary>
    Move,

    /// <summary>Clusters become one.</summary>
    Merge,

    /// <summary>A cluster becomes several.</summary>
    Split,

    /// <summary>A cluster gets another name.</summary>
    Rename,

    /// <summary>Images belong to no cluster.</summary>
    Noise,
}
