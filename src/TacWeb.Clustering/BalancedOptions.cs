using System.ComponentModel.DataAnnotations;
using TacWeb.Clustering.Losses;

namespace TacWeb.Clustering;

/// <summary>What the methods with a balance term have in common: which sizes of the clusters they ask for, and whether clusters may tell about a group (methods §4.5, §4.6).</summary>
public abstract record BalancedOptions : ClustererOptions
{
    /// <summary>Other sizes of the clusters than equal ones.</summary>
    [Display(Order = 1, Name = "Prior", Description = "Sizes that the balance term rewards: uniform, or sizes of k-means, for sets whose classes differ in size.")]
    public ClusterPrior Prior { get; init; } = ClusterPrior.Uniform;

    /// <summary>β, weight of what the clusters tell about a group; 0: off.</summary>
    [Range(0, 1000), Display(Order = 1, Name = "Fairness", Description = "Weight of what the clusters tell about the group of an image; above 0 it needs groups (fit --groups).")]
    public double Fairness { get; init; }
}
