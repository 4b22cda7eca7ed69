namespace TacWeb.Components.Runs;

/// <summary>Orders in which the images of a cluster can be seen.</summary>
public enum ImageOrder
{
    /// <summary>Nearest the centre first.</summary>
    Typical,

    /// <summary>Smallest gap between first and second cluster first.</summary>
    Uncertain,

    /// <summary>Farthest from the centre first.</summary>
    Outliers,
}
