using TacWeb.Core.Numerics;

namespace TacWeb.Core.Runs;

/// <summary>Places new images into the clusters of a finished partition, from managed weights. Safe for many threads.</summary>
public interface IAssigner
{
    /// <summary>The cluster of each row.</summary>
    /// <param name="images">[n, d] in the same space and scale as the fitted images.</param>
    /// <exception cref="ArgumentException">Another dimension than the fitted images.</exception>
    int[] Assign(Vectors images);

    /// <summary>[n, K] probabilities of each row, or null for a method without probabilities.</summary>
    /// <param name="images">[n, d] in the same space and scale as the fitted images.</param>
    Probabilities? AssignSoft(Vectors images);
}
