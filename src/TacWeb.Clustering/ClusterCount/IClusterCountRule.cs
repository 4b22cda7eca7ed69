namespace TacWeb.Clustering.ClusterCount;

/// <summary>A way to choose K when the user asks for <c>--k auto</c>.</summary>
public interface IClusterCountRule
{
    /// <summary>Stable key, for example <c>silhouette</c>.</summary>
    string Key { get; }

    /// <summary>As people call it.</summary>
    string Name { get; }

    /// <summary>What it does, in one sentence.</summary>
    string Idea { get; }

    /// <summary>Chooses K for the images of an input; its own K is ignored.</summary>
    /// <param name="input">Images [N, d].</param>
    /// <param name="context">Seed.</param>
    /// <param name="cancellationToken">Checked at least once a candidate.</param>
    /// <exception cref="ArgumentException">There are no images, or a value is not a number.</exception>
    ClusterCountChoice Choose(ClusterInput input, FitContext context, CancellationToken cancellationToken = default);
}
