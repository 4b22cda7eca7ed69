using System.ComponentModel.DataAnnotations;

namespace TacWeb.Clustering.Methods.Augmentation;

/// <summary>Hyper-parameters of PICA; λ, perturbations and batch are the authors', epochs (200 there) and learning rate (1e-4) are ours.</summary>
public sealed record PicaOptions : BalancedOptions
{
    /// <summary>Passes; null: 40, more on small sets.</summary>
    [Range(1, 100000), Display(Name = "Epochs", Description = "Passes over the images. Empty: 40, more on small sets.")]
    public int? Epochs { get; init; }

    /// <summary>B; 256.</summary>
    [Range(2, 65536), Display(Name = "Batch size", Description = "Images a step, at most N.")]
    public int BatchSize { get; init; } = 256;

    /// <summary>Other looks at each batch; 3.</summary>
    [Range(1, 20), Display(Name = "Perturbations", Description = "Other looks at each image of a step.")]
    public int Perturbations { get; init; } = 3;

    /// <summary>Clusters of the auxiliary head; null: 7 K. 70 for 10 in the authors' code.</summary>
    [Range(2, 10000), Display(Name = "Auxiliary clusters", Description = "Clusters of the second, finer head that shares the hidden layer. Empty: 7 a cluster.")]
    public int? Auxiliary { get; init; }

    /// <summary>Width of the hidden layer.</summary>
    [Range(1, 16384), Display(Name = "Hidden width", Description = "Units of the layer that both heads share.")]
    public int Hidden { get; init; } = 512;

    /// <summary>λ; 2.</summary>
    [Range(0, 100), Display(Name = "Balance weight", Description = "Reward for using all clusters evenly.")]
    public double BalanceWeight { get; init; } = 2;

    /// <summary>Nearest images a second look is drawn from where there are no views; null: min(20, ⌊N/2K⌋).</summary>
    [Range(1, 1000), Display(Name = "Neighbours", Description = "Nearest images a second look is drawn from where there are no augmented views. Empty: 20, at most half the expected cluster size.")]
    public int? Neighbours { get; init; }

    /// <summary>Learning rate of Adam.</summary>
    [Range(1e-6, 1), Display(Name = "Learning rate", Description = "Of Adam.")]
    public double LearningRate { get; init; } = 1e-3;

    internal static PicaOptions ForTests { get; } = new() { Epochs = 40, BatchSize = 100, Perturbations = 2, Hidden = 32, Auxiliary = 6, LearningRate = 3e-3 };
}
