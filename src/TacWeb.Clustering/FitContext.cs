using TacWeb.Core.Runs;

namespace TacWeb.Clustering;

/// <summary>What surrounds one fit.</summary>
/// <param name="Seed">Every random number of the fit comes from it.</param>
public sealed record FitContext(int Seed)
{
    /// <summary>Told after each epoch; may be null.</summary>
    public IProgress<EpochReport>? Progress { get; init; }

    /// <summary>Told the seconds of each named part of a fit (<c>neighbours</c>, <c>train</c>); may be null.</summary>
    public IProgress<(string Stage, TimeSpan Duration)>? Stages { get; init; }
}
