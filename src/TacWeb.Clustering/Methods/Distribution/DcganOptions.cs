using System.ComponentModel.DataAnnotations;

namespace TacWeb.Clustering.Methods.Distribution;

/// <summary>Hyper-parameters of DCGAN with k-means; the authors' but for width (128 there), epochs and the clustering.</summary>
public sealed record DcganOptions : ClustererOptions
{
    /// <summary>Passes; null: 10, more on small sets.</summary>
    [Range(1, 100000), Display(Name = "Epochs", Description = "Passes over the pictures. Empty: 10, more on small sets.")]
    public int? Epochs { get; init; }

    /// <summary>B; 128.</summary>
    [Range(2, 65536), Display(Name = "Batch size", Description = "Pictures a step, at most N.")]
    public int BatchSize { get; init; } = 128;

    /// <summary>f; 24.</summary>
    [Range(1, 512), Display(Name = "Maps", Description = "Maps of the first convolution; twice and four times as many follow.")]
    public int Maps { get; init; } = 24;

    /// <summary>Length of z; 256.</summary>
    [Range(1, 4096), Display(Name = "Latent", Description = "Length of the noise that a picture is drawn from.")]
    public int Latent { get; init; } = 256;

    /// <summary>Principal components before k-means; 256, at most N/4.</summary>
    [Range(1, 4096), Display(Name = "Components", Description = "Principal components of the features that k-means sees, at most a quarter of the pictures.")]
    public int Components { get; init; } = 256;

    /// <summary>Learning rate of Adam; 2e-4.</summary>
    [Range(1e-6, 1), Display(Name = "Learning rate", Description = "Of Adam, for both networks.")]
    public double LearningRate { get; init; } = 2e-4;

    internal static DcganOptions ForTests { get; } = new() { Epochs = 1, BatchSize = 64, Maps = 2, Latent = 8, Components = 8 };
}
