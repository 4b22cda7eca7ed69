using TacWeb.Core.Numerics;

namespace TacWeb.Core.Runs;

/// <summary>What a method returns: a cluster for each image, managed arrays only.</summary>
public sealed record Partition
{
    /// <summary>The label of an image that belongs to no cluster.</summary>
    public const int Noise = -1;

    /// <summary>N labels, 0 … ClusterCount − 1 or <see cref="Noise"/>.</summary>
    public required IReadOnlyList<int> Labels { get; init; }

    /// <summary>K. A cluster may be empty.</summary>
    public required int ClusterCount { get; init; }

    /// <summary>[N, K], or null for a method without probabilities.</summary>
    public Probabilities? Soft { get; init; }

    /// <summary>N confidences 0 … 1 of a method that has them without probabilities, 0 for noise; null: those of contract §2.</summary>
    public IReadOnlyList<float>? Confidences { get; init; }

    /// <summary>Places new images; null when the method cannot.</summary>
    public IAssigner? Assigner { get; init; }

    /// <summary>One report an epoch, in order; empty for methods without epochs.</summary>
    public IReadOnlyList<EpochReport> History { get; init; } = [];

    /// <summary>What the user should know about how it came about: stopped early, fell back, ignored a K; whole sentences.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The stages of a method that judges its own; empty for all others.</summary>
    public IReadOnlyList<FitStage> Stages { get; init; } = [];

    /// <summary>Pictures that a generative method made, one row of equally many for each cluster, cluster by cluster; null for all others.</summary>
    public Pixels? Samples { get; init; }
}
