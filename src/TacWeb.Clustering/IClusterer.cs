using TacWeb.Core.Runs;

namespace TacWeb.Clustering;

/// <summary>One configured method. Holds hyper-parameters only; every Fit is independent, synchronous, and frees all it allocates.</summary>
public interface IClusterer
{
    /// <summary>Clusters the images.</summary>
    /// <param name="input">Images and whatever else <see cref="ClusteringMethod.Needs"/> asks for; never written to.</param>
    /// <param name="context">Seed and progress sink.</param>
    /// <param name="cancellationToken">Checked at least once a batch.</param>
    /// <exception cref="ArgumentException">A need is missing, K exceeds N, or a value is not a number.</exception>
    /// <exception cref="TacWeb.Core.TacWebException">A loss stopped being a number.</exception>
    Partition Fit(ClusterInput input, FitContext context, CancellationToken cancellationToken = default);
}
