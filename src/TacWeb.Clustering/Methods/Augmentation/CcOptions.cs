using System.ComponentModel.DataAnnotations;

namespace TacWeb.Clustering.Methods.Augmentation;

/// <summary>Hyper-parameters of Contrastive Clustering; temperatures, learning rate and batch are the authors', epochs (1000 there) are ours.</summary>
public sealed record CcOptions : BalancedOptions
{
    /// <summary>Passes; null: 50, more on small sets.</summary>
    [Range(1, 100000), Display(Name = "Epochs", Description = "Passes over the images. Empty: 50, more on small sets.")]
    public int? Epochs { get; init; }

    /// <summary>B; 256.</summary>
    [Range(2, 65536), Display(Name = "Batch size", Description = "Images a step, at most N.")]
    public int BatchSize { get; init; } = 256;

    /// <summary>Width of the adapter; 512.</summary>
    [Range(1, 16384), Display(Name = "Hidden width", Description = "Units of the adapter and of both heads.")]
    public int Hidden { get; init; } = 512;

    /// <summary>τ_I; 0.5.</summary>
    [Range(0.01, 100), Display(Name = "Instance temperature", Description = "Of the contrast between images.")]
    public double InstanceTemperature { get; init; } = 0.5;

    /// <summary>τ_C; 1.</summary>
    [Range(0.01, 100), Display(Name = "Cluster temperature", Description = "Of the contrast between clusters.")]
    public double ClusterTemperature { get; init; } = 1;

    /// <summary>Nearest images a second look is drawn from where there are no views; null: min(20, ⌊N/2K⌋).</summary>
    [Range(1, 1000), Display(Name = "Neighbours", Description = "Nearest images a second look is drawn from where there are no augmented views. Empty: 20, at most half the expected cluster size.")]
    public int? Neighbours { get; init; }

    /// <summary>Learning rate of Adam; 3e-4.</summary>
    [Range(1e-6, 1), Display(Name = "Learning rate", Description = "Of Adam.")]
    public double LearningRate { get; init; } = 3e-4;

    internal static CcOptions ForTests { get; } = new() { Epochs = 30, BatchSize = 100, Hidden = 32, LearningRate = 3e-3 };
}
