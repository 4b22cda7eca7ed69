using System.ComponentModel.DataAnnotations;

namespace TacWeb.Clustering.Methods.Classic;

/// <summary>Hyper-parameters of HDBSCAN; defaults of methods §4.12.</summary>
public sealed record HdbscanOptions : ClustererOptions
{
    /// <summary>Fewest images of a cluster; null: max(5, ⌊N/200⌋).</summary>
    [Range(2, 1000000), Display(Name = "Least cluster size", Description = "Fewest images that are a cluster. Empty: the larger of 5 and half a percent of the images.")]
    public int? MinClusterSize { get; init; }

    /// <summary>m of the core distance; null: the least cluster size.</summary>
    [Range(1, 1000000), Display(Name = "Neighbours", Description = "Which neighbour's distance measures density; higher values make more images noise. Empty: the least cluster size.")]
    public int? Neighbours { get; init; }

    /// <summary>Dimensions after PCA; 15.</summary>
    [Range(1, 100), Display(Name = "Dimensions", Description = "Dimensions left by a principal component analysis.")]
    public int Dimensions { get; init; } = 15;

    internal static HdbscanOptions ForTests { get; } = new() { MinClusterSize = 20, Neighbours = 5 };
}
