namespace TacWeb.Clustering;

/// <summary>The optional members of <see cref="ClusterInput"/>: those that a method cannot do without (<see cref="ClusteringMethod.Needs"/>), or takes when given (<see cref="ClusteringMethod.Uses"/>).</summary>
[Flags]
public enum MethodNeeds
{
    /// <summary>Images alone.</summary>
    None = 0,

    /// <summary>K must be given.</summary>
    ClusterCount = 1,

    /// <summary>Text counterparts.</summary>
    Concepts = 2,

    /// <summary>Vectors of augmented copies.</summary>
    Views = 4,

    /// <summary>Pictures.</summary>
    Pixels = 8,

    /// <summary>Vectors of another encoder.</summary>
    OtherViews = 16,

    /// <summary>Class names.</summary>
    ClassNames = 32,

    /// <summary>Group numbers.</summary>
    Groups = 64,
}
