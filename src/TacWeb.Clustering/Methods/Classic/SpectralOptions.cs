using System.ComponentModel.DataAnnotations;

namespace TacWeb.Clustering.Methods.Classic;

/// <summary>Hyper-parameters of spectral clustering.</summary>
public sealed record SpectralOptions : ClustererOptions
{
    /// <summary>k of the mutual-neighbour graph; null: 20, at most the expected cluster size. 10 … 30 by methods §2.1.</summary>
    [Range(1, 1000), Display(Name = "Neighbours", Description = "Nearest images in whose lists an image must be. Empty: 20, at most the expected cluster size.")]
    public int? Neighbours { get; init; }

    /// <summary>τ of the weights exp(cos/τ); null: max(cos, 0).</summary>
    [Range(0.02, 100), Display(Name = "Temperature", Description = "Weights exp(cos/τ): low values let only the nearest count. Empty: the cosine itself.")]
    public double? Temperature { get; init; }

    /// <summary>Starts of k-means on the embedding; 10 by methods §2.1.</summary>
    [Range(1, 1000), Display(Name = "Restarts", Description = "Independent starts of k-means on the embedding.")]
    public int Restarts { get; init; } = 10;

    internal static SpectralOptions ForTests { get; } = new() { Restarts = 3 };
}
